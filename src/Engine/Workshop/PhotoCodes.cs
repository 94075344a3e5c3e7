using MyStyle.Engine.Anchors;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks.Encoder;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Workshop;

/// <summary>Codes of photos in the prior's W: a reference photo's anchor, or what the encoder says of any other.</summary>
public static class PhotoCodes
{
    /// <summary>One code a photo.</summary>
    /// <param name="toolbox">Where the encoder comes from.</param>
    /// <param name="prior">The person.</param>
    /// <param name="paths">Photos; reference photos are recognised by their names.</param>
    /// <param name="encoder">By catalogue name or path; null for the one the person was made with.</param>
    /// <param name="progress">Told how many photos are done.</param>
    /// <param name="cancellation">Stops between photos.</param>
    /// <returns>[n, dim W], in order.</returns>
    /// <exception cref="EngineException">A photo is unreadable or shows no face, or there is no encoder.</exception>
    public static RowMatrix Of(
        Toolbox toolbox, PersonalPrior prior, IReadOnlyList<string> paths, string? encoder = null, IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Of(toolbox, prior, [.. paths.Select(path => new Source(Path.GetFileName(path), path))], encoder, progress, cancellation);
    }

    /// <summary>One code a photo, for files that are not called as their photos are.</summary>
    internal static RowMatrix Of(
        Toolbox toolbox, PersonalPrior prior, IReadOnlyList<Source> photos, string? encoder = null, IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(toolbox);
        ArgumentNullException.ThrowIfNull(prior);
        PersonManifest manifest = prior.Person.Manifest;
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < manifest.Photos.Count; i++)
        {
            known[manifest.Photos[i].Name] = i;
        }

        WEncoder? network = null;
        var preparation = new PhotoPreparation(toolbox.Faces, prior.Resolution);
        var rows = new List<double[]>(photos.Count);
        try
        {
            foreach (Source photo in photos)
            {
                cancellation.ThrowIfCancellationRequested();
                rows.Add(known.TryGetValue(photo.Name, out int anchor) && IsSame(manifest.Photos[anchor], photo)
                    ? prior.Hull.Anchors.Row(anchor).ToArray()
                    : Encode(preparation.Prepare(ImageFile.Read(photo.Path), photo.Name).Image));
                progress?.Report(rows.Count);
            }
        }
        finally
        {
            network?.Dispose();
        }

        return RowMatrix.FromRows(rows);

        double[] Encode(RgbImage photo)
        {
            network ??= toolbox.LoadEncoder(
                encoder ?? manifest.Encoder ?? toolbox.EncoderFor(manifest.Prior)
                ?? throw new EngineException("Photos outside the reference set need an encoder into this prior's W, and none is known. Give one with --encoder."),
                prior.Generator);
            return AnchorInversion.Encode(network, [photo], toolbox.Device, cancellation: cancellation).Row(0).ToArray();
        }
    }

    private static bool IsSame(PersonPhoto photo, Source source) =>
        !File.Exists(source.Path) || photo.Sha256 is null || photo.Sha256 == (source.Sha256 ?? Toolbox.Hash(source.Path));

    /// <summary>A photo to find the code of.</summary>
    /// <param name="Name">What the person's manifest would call it.</param>
    /// <param name="Path">Its file, or where one would be.</param>
    /// <param name="Sha256">Hash of the photo the manifest would know; null for that of the file itself.</param>
    internal sealed record Source(string Name, string Path, string? Sha256 = null);
}

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
        ArgumentNullException.ThrowIfNull(toolbox);
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(paths);
        PersonManifest manifest = prior.Person.Manifest;
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < manifest.Photos.Count; i++)
        {
            known[manifest.Photos[i].Name] = i;
        }

        WEncoder? network = null;
        var preparation = new PhotoPreparation(toolbox.Faces, prior.Resolution);
        var rows = new List<double[]>(paths.Count);
        foreach (string path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            string name = Path.GetFileName(path);
            rows.Add(known.TryGetValue(name, out int anchor) && IsSame(manifest.Photos[anchor], path)
                ? prior.Hull.Anchors.Row(anchor).ToArray()
                : Encode(preparation.Prepare(ImageFile.Read(path), name).Image));
            progress?.Report(rows.Count);
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

    private static bool IsSame(PersonPhoto photo, string path) =>
        !File.Exists(path) || photo.Sha256 is null || photo.Sha256 == Toolbox.Hash(path);
}

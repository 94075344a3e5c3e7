using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Workshop;

/// <summary>A folder of photos brought to the generator's resolution, for a reference set.</summary>
/// <param name="Photos">Those that can be used, by name.</param>
/// <param name="Aligned">How many of them had to be aligned first.</param>
/// <param name="Failed">Those that cannot, and why.</param>
public sealed record PhotoSet(IReadOnlyList<NamedPhoto> Photos, int Aligned, IReadOnlyList<PhotoFailure> Failed)
{
    /// <summary>Reads photos. Squares of the generator's resolution are used as they are.</summary>
    /// <param name="paths">Picture files.</param>
    /// <param name="size">The generator's resolution.</param>
    /// <param name="faces">Aligns photos of other sizes; null refuses them.</param>
    /// <param name="progress">Told how many photos are done.</param>
    /// <param name="cancellation">Stops between photos.</param>
    public static PhotoSet Read(
        IReadOnlyList<string> paths, int size, FaceAnalyzer? faces, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var photos = new List<NamedPhoto>(paths.Count);
        var failed = new List<PhotoFailure>();
        int aligned = 0;
        for (int i = 0; i < paths.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            string name = Path.GetFileName(paths[i]);
            try
            {
                RgbImage photo = ImageFile.Read(paths[i]);
                if (photo.Width != size || photo.Height != size)
                {
                    photo = Align(photo, size, faces);
                    aligned++;
                }

                photos.Add(new NamedPhoto(name, photo, Toolbox.Hash(paths[i])));
            }
            catch (EngineException e)
            {
                failed.Add(new PhotoFailure(name, e.Message));
            }

            progress?.Report(i + 1);
        }

        return new PhotoSet(photos, aligned, failed);
    }

    /// <summary>Parts the set: every so many-th photo is held out, spread evenly over the names.</summary>
    /// <param name="count">How many to hold out, fewer than there are photos.</param>
    public (IReadOnlyList<NamedPhoto> Kept, IReadOnlyList<NamedPhoto> HeldOut) HoldOut(int count)
    {
        if (count < 0 || count > Photos.Count - 2)
        {
            throw new EngineException($"{count} of {Photos.Count} photos cannot be held out: at least 2 must be left to train with.");
        }

        HashSet<int> chosen = [.. Enumerable.Range(0, count).Select(i => (int)((i + 0.5) * Photos.Count / count))];
        return (
            [.. Photos.Where((_, i) => !chosen.Contains(i))],
            [.. Photos.Where((_, i) => chosen.Contains(i))]);
    }

    private static RgbImage Align(RgbImage photo, int size, FaceAnalyzer? faces)
    {
        if (faces is null)
        {
            throw new EngineException($"It is {photo.Width} x {photo.Height}, not {size} x {size}, and photos are not to be aligned.");
        }

        DetectedFace face = new PhotoPreparation(faces, size).MainFace(photo) ?? throw new EngineException("No face was found in it.");
        return FaceAnalyzer.Align(photo, face, size).Image;
    }
}

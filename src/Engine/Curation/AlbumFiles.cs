using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Curation;

/// <summary>Which files of a folder are photos.</summary>
internal static class AlbumFiles
{
    // Formats that are not decoded are listed too, so that they end in a verdict and not in silence.
    private static readonly HashSet<string> Known = new(
        [.. ImageFile.Extensions, ".jpe", ".jfif", ".heic", ".heif", ".avif", ".tif", ".tiff", ".jp2", ".dng", ".cr2", ".nef", ".arw"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Paths relative to the folder with forward slashes, in ordinal order, and how many other files there are.</summary>
    /// <exception cref="EngineException">There is no such folder, or no photo in it.</exception>
    public static (IReadOnlyList<string> Photos, int Others) List(string folder, bool recursive, string outputFolder)
    {
        if (!Directory.Exists(folder))
        {
            throw new EngineException($"There is no folder {folder}.");
        }

        List<string> photos = [];
        int others = 0;
        string output = Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputFolder)) + Path.DirectorySeparatorChar;
        EnumerationOptions enumeration = new() { RecurseSubdirectories = recursive, IgnoreInaccessible = true, AttributesToSkip = 0 };
        foreach (string path in Directory.EnumerateFiles(folder, "*", enumeration))
        {
            string name = Path.GetFileName(path);
            if (Path.GetFullPath(path).StartsWith(output, StringComparison.Ordinal) || name.StartsWith('.'))
            {
                continue;
            }

            if (Known.Contains(Path.GetExtension(name)))
            {
                photos.Add(Path.GetRelativePath(folder, path).Replace('\\', '/'));
            }
            else
            {
                others++;
            }
        }

        if (photos.Count == 0)
        {
            throw new EngineException(recursive || !Directory.EnumerateDirectories(folder).Any()
                ? $"{folder} holds no photos. Put JPEG, PNG or WebP files there, a hundred or so of one person."
                : $"{folder} itself holds no photos. Name the folder that does, or include sub-folders.");
        }

        photos.Sort(StringComparer.Ordinal);
        return (photos, others);
    }
}

using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Workshop;

/// <summary>The pictures of a folder.</summary>
public static class PhotoFolder
{
    /// <summary>Paths of a folder's picture files, by name; other files and hidden ones are passed over.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="recursive">Whether to look into its folders too.</param>
    /// <exception cref="EngineException">The folder is missing or holds no picture.</exception>
    public static IReadOnlyList<string> List(string folder, bool recursive = false)
    {
        if (!Directory.Exists(folder))
        {
            throw new EngineException($"There is no folder {folder}.");
        }

        var options = new EnumerationOptions { RecurseSubdirectories = recursive };
        string[] files = [.. Directory.EnumerateFiles(folder, "*", options)
            .Where(path => ImageFile.Extensions.Contains(Path.GetExtension(path).ToLowerInvariant()) && Path.GetFileName(path)[0] != '.')
            .Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? files
            : throw new EngineException($"{folder} holds no picture ({string.Join(", ", ImageFile.Extensions)}).");
    }
}

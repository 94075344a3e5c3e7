using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Curation;

/// <summary>The folder of aligned pictures that a training run reads: exactly the accepted photos, under the photos' names.</summary>
internal sealed class AlignedFolder
{
    public const string Name = "aligned";
    private readonly string _output;

    public AlignedFolder(string outputFolder) => _output = outputFolder;

    /// <summary>Names for the accepted photos, relative to the output folder; files that differ only in their extension keep it.</summary>
    public static IReadOnlyDictionary<string, string> Names(IEnumerable<string> files)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach (string file in files)
        {
            string flat = file.Replace('/', '_');
            string stem = Path.GetFileNameWithoutExtension(flat);
            string name = stem;
            if (!taken.Add(name))
            {
                name = flat.Replace('.', '_');
                for (int i = 2; !taken.Add(name); i++)
                {
                    name = FormattableString.Invariant($"{stem}_{i}");
                }
            }

            names[file] = $"{Name}/{name}.png";
        }

        return names;
    }

    /// <summary>Copies a picture to its place unless the one of the same content is there already.</summary>
    public void Place(string source, string name, bool unchanged)
    {
        string target = Path.Combine(_output, name);
        if (unchanged && File.Exists(target))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string temporary = target + ".tmp";
        try
        {
            File.Copy(source, temporary, overwrite: true);
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"{target} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Removes pictures that an earlier run made and this one does not.</summary>
    public void Remove(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            string path = Path.GetFullPath(Path.Combine(_output, name));
            if (path.StartsWith(Path.GetFullPath(Path.Combine(_output, Name)) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                File.Delete(path);
            }
        }
    }
}

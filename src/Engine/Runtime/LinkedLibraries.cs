namespace MyStyle.Engine.Runtime;

/// <summary>
/// Everything a set of libraries is linked to, dependencies first. A pip-installed PyTorch keeps CUDA's libraries in sibling
/// packages (nvidia/*/lib), and a moved one may no longer find them by itself; loading them first by path settles both.
/// </summary>
internal sealed class LinkedLibraries(string directory)
{
    private readonly List<string> _files = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly string[] _siblings = FindSiblings(directory);

    /// <summary>Absolute paths, each after everything it needs.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Adds a library and what it needs.</summary>
    /// <exception cref="EngineException">Something it needs is nowhere to be found.</exception>
    public void Add(string path)
    {
        Visit(path);
        if (!_files.Contains(path))
        {
            _files.Add(path);
        }
    }

    private void Visit(string path)
    {
        if (!_seen.Add(Path.GetFileName(path)))
        {
            return;
        }

        using (ElfLibrary library = Open(path))
        {
            string[] runPath = [.. library.RunPath.Select(entry => Expand(entry, path))];
            foreach (string name in library.Needed)
            {
                if (_seen.Contains(name))
                {
                    continue;
                }

                string? file = ((string[])[.. runPath, directory, .. _siblings])
                    .Select(folder => Path.Combine(folder, name))
                    .FirstOrDefault(File.Exists);
                if (file is not null)
                {
                    Visit(Path.GetFullPath(file));
                }
                else if (IsLibTorch(name))
                {
                    // By name the loader might find one of another libtorch, and two of them abort the process.
                    throw new EngineException($"{path} needs {name}, which is not beside it");
                }
                else if (_seen.Add(name) && NativeLoader.TryLoad(name) is not null)
                {
                    throw new EngineException($"{path} needs {name}, which is not installed");
                }
            }
        }

        // libtorch's own helpers (libtorch_nvshmem) use symbols of libraries they do not name: they load only together with the
        // library that needs them, which finds them beside itself.
        if (!IsLibTorch(Path.GetFileName(path)))
        {
            _files.Add(path);
        }
    }

    private static bool IsLibTorch(string name) =>
        name.StartsWith("libtorch", StringComparison.Ordinal) || name.StartsWith("libc10", StringComparison.Ordinal);

    private static ElfLibrary Open(string path)
    {
        try
        {
            return ElfLibrary.Open(path);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new EngineException($"{path} cannot be used: {e.Message}", e);
        }
    }

    private static string Expand(string entry, string path)
    {
        string origin = Path.GetDirectoryName(path)!;
        return entry.Replace("$ORIGIN", origin, StringComparison.Ordinal).Replace("${ORIGIN}", origin, StringComparison.Ordinal);
    }

    private static string[] FindSiblings(string directory)
    {
        // site-packages/torch/lib beside site-packages/nvidia/<part>/lib.
        string packages = Path.GetFullPath(Path.Combine(directory, "..", "..", "nvidia"));
        return Directory.Exists(packages)
            ? [.. Directory.EnumerateDirectories(packages).Select(part => Path.Combine(part, "lib")).Where(Directory.Exists).Order(StringComparer.Ordinal)]
            : [];
    }
}

namespace MyStyle.Engine.Runtime;

/// <summary>A folder with a libtorch that fits TorchSharp's native library, and the order in which to load it.</summary>
/// <param name="Directory">The folder with libtorch_cpu.</param>
/// <param name="Version">Its version if its files tell it.</param>
/// <param name="HasCuda">True if the CUDA half is part of it.</param>
/// <param name="LoadOrder">Absolute paths, each after everything it needs.</param>
internal sealed record LibTorchFolder(string Directory, string? Version, bool HasCuda, IReadOnlyList<string> LoadOrder)
{
    /// <summary>The libraries of libtorch, those needed by others first.</summary>
    private static readonly string[] Roots = ["c10", "torch_cpu", "c10_cuda", "torch_cuda", "torch"];

    /// <summary>Inspects <paramref name="given"/> without loading anything.</summary>
    /// <param name="given">The folder itself, an unpacked libtorch, or an installed PyTorch.</param>
    /// <param name="shim">TorchSharp's native library.</param>
    /// <param name="required">The version TorchSharp was built for.</param>
    /// <exception cref="EngineException">What is there does not fit.</exception>
    public static LibTorchFolder Inspect(string given, string shim, Version required)
    {
        string directory = Find(given) ?? throw new EngineException($"there is no {FileName("torch_cpu")} in {given}");
        string? version = LibTorchVersion.Read(directory);
        if (LibTorchVersion.IsOlder(version, required))
        {
            throw new EngineException($"the libtorch in {directory} is version {version}, older than {required}, which TorchSharp needs");
        }

        string[] roots = [.. Roots.Select(name => Path.Combine(directory, FileName(name))).Where(File.Exists)];
        bool hasCuda = File.Exists(Path.Combine(directory, FileName("torch_cuda")));
        if (!OperatingSystem.IsLinux())
        {
            return new LibTorchFolder(directory, version, hasCuda, roots);
        }

        CheckSymbols(directory, shim, roots);
        var order = new LinkedLibraries(directory);
        foreach (string root in roots)
        {
            order.Add(root);
        }

        return new LibTorchFolder(directory, version, hasCuda, order.Files);
    }

    /// <summary>A library's file name on this platform.</summary>
    public static string FileName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";

    private static string? Find(string given)
    {
        string[] places = [given, Path.Combine(given, "lib"), Path.Combine(given, "torch", "lib")];
        return places.Where(place => File.Exists(Path.Combine(place, FileName("torch_cpu")))).Select(Path.GetFullPath).FirstOrDefault();
    }

    private static void CheckSymbols(string directory, string shim, string[] roots)
    {
        var libraries = new List<ElfLibrary>();
        try
        {
            foreach (string root in roots)
            {
                try
                {
                    libraries.Add(ElfLibrary.Open(root));
                }
                catch (Exception e) when (e is InvalidDataException or IOException)
                {
                    throw new EngineException($"{root} cannot be used: {e.Message}", e);
                }
            }

            using ElfLibrary user = ElfLibrary.Open(shim);
            string[] missing = [.. user.UnversionedImports().Where(symbol => !libraries.Exists(library => library.Exports(symbol)))];
            if (missing.Length > 0)
            {
                throw new EngineException(
                    $"the libtorch in {directory} lacks {missing.Length} functions that TorchSharp calls (the first is {missing[0]})");
            }
        }
        finally
        {
            libraries.ForEach(library => library.Dispose());
        }
    }
}

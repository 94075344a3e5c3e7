using System.Reflection;

namespace MyStyle.Engine.Runtime;

/// <summary>The kernels in this assembly's resources.</summary>
internal static class CudaSource
{
    /// <summary>Why the last kernels that should have been compiled were not, or are not used; null if all are.</summary>
    public static string? Refusal { get; set; }

    /// <summary>Compiles one source for a device and loads it there.</summary>
    /// <param name="name">Name of the resource.</param>
    /// <param name="device">Index of the device.</param>
    /// <param name="variants">What to put before the source, a module each; none gives one module of the source as it is.</param>
    /// <returns>Null if that is impossible; <see cref="Refusal"/> says why.</returns>
    public static IReadOnlyList<CudaModule>? TryCompile(string name, int device, IReadOnlyList<string> variants)
    {
        if (CudaCompiler.Loaded is not { } compiler || CudaDriver.Capability(device) is not { } capability)
        {
            Refusal = CudaCompiler.IsWanted ? "there is no run-time compiler (NVRTC) beside libtorch" : "the settings do not want any";
            return null;
        }

        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        string source = reader.ReadToEnd();
        try
        {
            CudaDriver.MakeCurrent(device);
            return [.. (variants.Count == 0 ? [""] : variants).Select(variant => new CudaModule(compiler.Compile($"{variant}\n{source}", capability)))];
        }
        catch (EngineException e)
        {
            Refusal = $"{name}: {e.Message}";
            return null;
        }
    }
}

namespace MyStyle.Engine.Runtime;

/// <summary>What was loaded.</summary>
/// <param name="Version">libtorch's version as its files give it, such as 2.10.0 or 2.11.0+cu130; "unknown" without such a file.</param>
/// <param name="Directory">The folder it was loaded from.</param>
/// <param name="IsBundled">False for a libtorch of the user's own.</param>
/// <param name="CudaDevices">CUDA devices that can be used; 0 on a machine without one, whatever the library could do.</param>
/// <param name="Threads">Threads for tensor work on the CPU.</param>
/// <param name="Notes">Sentences the user should read: why another libtorch than the chosen one runs, an untried version.</param>
public sealed record TorchInfo(
    string Version,
    string Directory,
    bool IsBundled,
    int CudaDevices,
    int Threads,
    IReadOnlyList<string> Notes)
{
    /// <summary>True if tensors can live on a CUDA device.</summary>
    public bool CudaAvailable => CudaDevices > 0;

    /// <summary>Every device that <see cref="EngineDevice.Resolve"/> accepts here.</summary>
    public IReadOnlyList<EngineDevice> Devices =>
        [EngineDevice.Cpu, .. Enumerable.Range(0, CudaDevices).Select(EngineDevice.Cuda)];
}

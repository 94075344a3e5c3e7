namespace MyStyle.Engine.Runtime;

/// <summary>Which libtorch is loaded and how much of the machine it may use.</summary>
public sealed record TorchOptions
{
    /// <summary>The environment variable that names a libtorch of the user's own.</summary>
    public const string LibTorchVariable = "MYSTYLE_LIBTORCH";

    /// <summary>
    /// A libtorch of the user's own: the folder with <c>libtorch_cpu.so</c>, an unpacked libtorch, or an installed PyTorch.
    /// Null takes <see cref="LibTorchVariable"/> and, where that is empty too, the bundled one.
    /// </summary>
    public string? LibTorchDirectory { get; init; }

    /// <summary>Threads for tensor work on the CPU; null for one a physical core.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether repeated work may be recorded on CUDA devices; see <see cref="RepeatedWork"/>.</summary>
    public bool CudaGraphs { get; init; } = true;

    /// <summary>Whether kernels of our own may be compiled for CUDA devices; see <see cref="CudaCompiler"/>.</summary>
    public bool CudaKernels { get; init; } = true;
}

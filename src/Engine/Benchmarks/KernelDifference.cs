namespace MyStyle.Engine.Benchmarks;

/// <summary>How far something computed on a device is from the same in single precision on the CPU, as a share of its norm.</summary>
/// <param name="What">What was computed.</param>
/// <param name="LibTorch">By libtorch's operations and its autograd.</param>
/// <param name="Own">By our kernels; what they replace on a CPU, where there are none.</param>
public sealed record KernelDifference(string What, double LibTorch, double Own)
{
    // Another order of rounding moves a few features over a ReLU's bend or to a pool's other corner. What is wrong differs by far more.
    private const double Rounding = 0.02;
    private const double Share = 2;

    /// <summary>Whether ours is about as close as libtorch's.</summary>
    public bool IsFine => Own <= Rounding + (Share * LibTorch);
}

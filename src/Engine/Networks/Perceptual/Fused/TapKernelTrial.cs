using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.Perceptual.Fused;

/// <summary>Runs two implementations on the same small features: a compiler or a driver that errs is found before it is trusted.</summary>
internal static class TapKernelTrial
{
    /// <summary>More is not rounding.</summary>
    public const double MostDifference = 1e-3;

    /// <summary>The largest difference between two implementations, of distances and of gradients, as a share of their norm.</summary>
    /// <param name="one">One implementation.</param>
    /// <param name="other">The other.</param>
    /// <param name="device">Where both run.</param>
    public static double Difference(ITapKernels one, ITapKernels other, Device device)
    {
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        double most = 0;
        foreach ((long channels, long targets) in ((long, long)[])[(12, 2), (192, 1)])
        {
            using var random = new Generator(7, CPU);
            Tensor Values(params long[] shape) => randn(shape, generator: random).to(device);
            (Tensor tap, Tensor roots, Tensor target) = (Values(2, channels, 9, 9).relu(), Values(1, channels, 1, 1).abs(), Values(targets, channels, 9, 9));
            (Tensor distance, Tensor? gradient) = one.Compare(tap, roots, target, wantsGradient: true);
            (Tensor expected, Tensor? expectedGradient) = other.Compare(tap, roots, target, wantsGradient: true);
            // Where a feature is zero the gradient ends at the ReLU before it.
            foreach ((Tensor a, Tensor b) in ((Tensor, Tensor)[])[(distance, expected), (gradient! * tap.sign(), expectedGradient! * tap.sign())])
            {
                double apart = ((a - b).norm() / b.norm()).item<float>();
                most = Math.Max(most, apart); // not a number stays one
            }
        }

        return most;
    }
}

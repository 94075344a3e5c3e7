using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2.Fused;

/// <summary>Runs two implementations of the kernels on the same small features: a compiler or a driver that errs is found before it is trusted.</summary>
internal static class FeatureKernelTrial
{
    /// <summary>More is not rounding, for each type of features.</summary>
    public static IReadOnlyList<(ScalarType Type, double Most)> MostDifferences { get; } = [(ScalarType.Float32, 1e-3), (ScalarType.BFloat16, 0.03)];

    /// <summary>The largest difference between two implementations, over everything they give, as a share of the largest value.</summary>
    /// <param name="one">One implementation.</param>
    /// <param name="other">The other.</param>
    /// <param name="device">Where both run.</param>
    /// <param name="type">Type of the features.</param>
    public static double Difference(IFeatureKernels one, IFeatureKernels other, Device device, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        double most = 0;
        foreach ((long channels, long side, long noises, double? bound) in ((long, long, long, double?)[])[(24, 6, 1, null), (64, 20, 2, 1.5)])
        {
            using Generator random = new Generator(7, CPU);
            Tensor Values(params long[] shape) => randn(shape, generator: random).to(device);
            Tensor Features() => Values(2, side, side, channels).to(type).permute(0, 3, 1, 2);
            Tensor Picture(long of) => Values(2, of, of, 3).permute(0, 3, 1, 2);
            var chain = new FeatureChain(Values(2, channels).abs() + 0.1, Values(noises, 1, side, side), Values(1), Values(channels), bound);
            (Tensor features, Tensor styles, Tensor gradient) = (Features(), Values(2, channels), Features());
            (Tensor weights, Tensor bias, Tensor smaller, Tensor rgb) = (Values(2, 3, channels).transpose(1, 2), Values(3), Picture(side / 2), Picture(side));
            List<Tensor> Run(IFeatureKernels kernels)
            {
                Tensor x = features.clone(), last = features.clone();
                Tensor scaled = kernels.Finish(x, chain, styles)!;
                _ = kernels.Finish(last, chain, nextStyles: null);
                (Tensor picture, Tensor? own) = kernels.ReadPicture(x, weights, bias, smaller, bound);
                FeatureGradients hidden = kernels.FinishBackward(x, chain, gradient, styles, null, null);
                FeatureGradients shown = kernels.FinishBackward(x, chain, gradient, styles, rgb, weights);
                FeatureGradients end = kernels.FinishBackward(x, chain, null, null, rgb, weights);
                return
                [
                    x, last, scaled, picture, own ?? picture, kernels.HalveGradient(rgb), hidden.Features, hidden.Sums.narrow(1, 0, 4),
                    kernels.Smooth(gradient), kernels.SmoothBackward(gradient), shown.Features, shown.Sums, end.Features, end.Sums.narrow(1, 1, 6),
                ];
            }

            foreach ((Tensor a, Tensor b) in Run(one).Zip(Run(other)))
            {
                double scale = b.abs().max().to(ScalarType.Float32).item<float>();
                double apart = (a.to(ScalarType.Float32) - b.to(ScalarType.Float32)).abs().max().item<float>();
                most = Math.Max(most, scale == 0 ? apart : apart / scale); // not a number stays one
            }
        }

        return most;
    }
}

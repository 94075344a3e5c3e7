using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2.Fused;

/// <summary>
/// The same in libtorch's plain arithmetic, which no setting makes less exact: what the kernels are compared with, on any device.
/// </summary>
internal sealed class PlainFeatureKernels : IFeatureKernels
{
    private const double Slope = 0.2;

    public Tensor Smooth(Tensor convolved) => Filtered(Filtered(convolved.to(ScalarType.Float32), 2), 3).to(convolved.dtype);

    public Tensor SmoothBackward(Tensor gradient)
    {
        // The filter is its own mirror image, so its transpose is the same filter with one pixel more on every side.
        Tensor wide = nn.functional.pad(gradient.to(ScalarType.Float32), [1, 1, 1, 1]);
        return Filtered(Filtered(wide, 2), 3).to(gradient.dtype);
    }

    public Tensor? Finish(Tensor features, FeatureChain chain, Tensor? nextStyles)
    {
        Tensor x = features.to(ScalarType.Float32) * Wide(chain.Demodulation) + Added(chain);
        x = Clamp(nn.functional.leaky_relu(x, Slope), chain.Bound);
        features.detach().copy_(x);
        return nextStyles is null ? null : (x * Wide(nextStyles)).to(features.dtype);
    }

    public FeatureGradients FinishBackward(
        Tensor features, FeatureChain chain, Tensor? scaledGradient, Tensor? nextStyles, Tensor? rgbGradient, Tensor? rgbWeights)
    {
        Tensor x = features.detach().to(ScalarType.Float32);
        Tensor g = scaledGradient is null ? zeros_like(x) : scaledGradient.to(ScalarType.Float32);
        Tensor none = zeros(x.shape[0], x.shape[1], device: x.device);
        Tensor styles = (g * x).sum([2, 3]);
        g = nextStyles is null ? zeros_like(x) : g * Wide(nextStyles);
        Tensor[] rgb = [none, none, none];
        if (rgbGradient is not null)
        {
            rgb = [.. Enumerable.Range(0, 3).Select(k => (rgbGradient.narrow(1, k, 1) * x).sum([2, 3]))];
            for (int k = 0; k < 3; k++)
            {
                g += rgbGradient.narrow(1, k, 1) * Wide(rgbWeights!.select(2, k));
            }
        }

        g = where(x.gt(0), g, g * Slope);
        if (chain.Bound is { } bound)
        {
            g = where(x.abs().lt(bound), g, zeros_like(g));
        }

        Tensor demodulated = where(x.gt(0), x, x / Slope) - Added(chain);
        Tensor strength = chain.Noise is null ? none : (g * chain.Noise).sum([2, 3]);
        Tensor sums = stack([styles, (g * demodulated).sum([2, 3]), g.sum([2, 3]), strength, .. rgb], 1);
        return new FeatureGradients((g * Wide(chain.Demodulation)).to(features.dtype), sums);
    }

    public (Tensor Picture, Tensor? Own) ReadPicture(Tensor features, Tensor weights, Tensor bias, Tensor? smaller, double? bound)
    {
        Tensor x = features.to(ScalarType.Float32);
        Tensor own = cat([.. Enumerable.Range(0, 3).Select(k => (x * Wide(weights.select(2, k))).sum([1], keepdim: true))], 1) + bias.view(1, 3, 1, 1);
        Tensor picture = Clamp(own, bound);
        return (smaller is null ? picture : picture + Doubled(Doubled(smaller, 2), 3), bound is null ? null : own);
    }

    public Tensor HalveGradient(Tensor gradient) => Halved(Halved(gradient, 2), 3);

    /// <summary>The taps 1 3 3 1 over four along one dimension; the result is one shorter.</summary>
    private static Tensor Filtered(Tensor x, int dimension)
    {
        Tensor inner = (Shifted(x, dimension, 1) + x * 3 + Shifted(x, dimension, -1) * 3 + Shifted(x, dimension, -2)) / 4;
        return inner.narrow(dimension, 0, x.shape[dimension] - 1);
    }

    /// <summary>Twice as many along one dimension: three quarters of the parent, one of the neighbour it leans to.</summary>
    private static Tensor Doubled(Tensor x, int dimension)
    {
        Tensor even = (x * 3 + Shifted(x, dimension, 1)) / 4, odd = (x * 3 + Shifted(x, dimension, -1)) / 4;
        return stack([even, odd], dimension + 1).flatten(dimension, dimension + 1);
    }

    /// <summary>The transpose of <see cref="Doubled"/>.</summary>
    private static Tensor Halved(Tensor x, int dimension)
    {
        Tensor pairs = x.unflatten(dimension, x.shape[dimension] / 2, 2);
        Tensor even = pairs.select(dimension + 1, 0), odd = pairs.select(dimension + 1, 1);
        return (even * 3 + Shifted(even, dimension, -1) + odd * 3 + Shifted(odd, dimension, 1)) / 4;
    }

    /// <summary>The values <paramref name="by"/> places further along one dimension, zeros where there were none.</summary>
    private static Tensor Shifted(Tensor x, int dimension, int by)
    {
        long length = x.shape[dimension], kept = length - Math.Abs(by);
        Tensor shifted = zeros_like(x);
        shifted.narrow(dimension, Math.Max(0, by), kept).copy_(x.narrow(dimension, Math.Max(0, -by), kept));
        return shifted;
    }

    private static Tensor Added(FeatureChain chain) =>
        chain.Noise is null ? chain.Bias.view(1, -1, 1, 1) : (chain.Noise * chain.Strength!) + chain.Bias.view(1, -1, 1, 1);

    private static Tensor Wide(Tensor row) => row.unsqueeze(-1).unsqueeze(-1);

    private static Tensor Clamp(Tensor x, double? bound) => bound is { } most ? x.clamp(-most, most) : x;
}

using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2.Fused;

/// <summary>
/// The same in libtorch's operations, a pass or more for each step: what the kernels are compared with, on any device.
/// </summary>
internal sealed class PlainFeatureKernels : IFeatureKernels
{
    private const double Slope = 0.2;

    public Tensor Smooth(Tensor convolved) => BlurUpsampling.Smooth(convolved, BlurUpsampling.Filter(convolved.shape[1], convolved.device, convolved.dtype));

    public Tensor SmoothBackward(Tensor gradient)
    {
        // The filter is its own mirror image, so its transpose is the same filter with one pixel more on every side.
        Tensor filter = BlurUpsampling.Filter(gradient.shape[1], gradient.device, gradient.dtype);
        return nn.functional.conv2d(gradient, filter, padding: [2, 2], groups: gradient.shape[1]);
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
        (long batch, long channels, long height, long width) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        Tensor own = bmm(x.permute(0, 2, 3, 1).reshape(batch, height * width, channels), weights).add_(bias).view(batch, height, width, 3).permute(0, 3, 1, 2);
        Tensor picture = Clamp(own, bound);
        return (smaller is null ? picture : picture + BlurUpsampling.Double(smaller, BlurUpsampling.Filter(3, x.device)), bound is null ? null : own);
    }

    public Tensor HalveGradient(Tensor gradient) =>
        nn.functional.conv2d(gradient, BlurUpsampling.Filter(3, gradient.device), strides: [2, 2], padding: [1, 1], groups: 3);

    private static Tensor Added(FeatureChain chain) =>
        chain.Noise is null ? chain.Bias.view(1, -1, 1, 1) : (chain.Noise * chain.Strength!) + chain.Bias.view(1, -1, 1, 1);

    private static Tensor Wide(Tensor row) => row.unsqueeze(-1).unsqueeze(-1);

    private static Tensor Clamp(Tensor x, double? bound) => bound is { } most ? x.clamp(-most, most) : x;
}

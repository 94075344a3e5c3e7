using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2.Fused;

/// <summary>
/// One pass through a synthesis network whose pointwise work is done by <see cref="IFeatureKernels"/>, and the way back. libtorch takes the
/// gradients of the convolutions, one by one, and those of everything that has no pixels; between them the kernels take theirs.
/// </summary>
/// <param name="kernels">The pointwise work.</param>
/// <param name="constant">The first layer's input, [C, 4, 4].</param>
/// <param name="steps">The convolutions, each with what reads a picture off it.</param>
internal sealed class FusedSynthesis(
    IFeatureKernels kernels, Tensor constant, IReadOnlyList<(StyledConvolution Convolution, ToRgb? Rgb)> steps)
{
    private readonly List<Layer> _layers = [];
    private Tensor? _firstStyles;
    private Tensor? _firstLeaf;

    /// <summary>Renders.</summary>
    /// <param name="rows">Rows of W+, [B, dim W] each.</param>
    /// <param name="noise">What the layers add before their biases.</param>
    /// <param name="keeps">Whether <see cref="Backward"/> will follow.</param>
    /// <returns>[B, 3, R, R]; if <paramref name="keeps"/>, a leaf that collects the loss's gradients.</returns>
    public Tensor Forward(IReadOnlyList<Tensor> rows, NoiseMode noise, bool keeps)
    {
        (Tensor Styles, Tensor Demodulation)[] modulations =
            [.. steps.Select((step, i) => step.Convolution.Modulation(rows[i], i == 0 ? 1 : StyledConvolution.ActivationGain))];
        Tensor input = First(modulations[0].Styles, keeps);
        Tensor? picture = null;
        for (int i = 0; i < steps.Count; i++)
        {
            (StyledConvolution convolution, ToRgb? rgb) = steps[i];
            (Tensor? styles, Tensor? rgbWeights, Tensor? own) = (i + 1 < steps.Count ? modulations[i + 1].Styles : null, rgb?.Weights(rows[i + 1]), null);
            Tensor convolved = convolution.Convolve(input), features;
            Tensor? next;
            FeatureChain chain;
            using (no_grad())
            {
                features = convolved.detach().ToChannelsLast();
                features = convolution.Upsamples ? kernels.Smooth(features) : features;
                chain = convolution.Chain(modulations[i].Demodulation, noise, features);
                next = kernels.Finish(features, chain, styles);
                if (rgb is not null)
                {
                    (picture, own) = kernels.ReadPicture(features, rgbWeights!, rgb.Bias, picture, rgb.Bound);
                }
            }

            if (keeps)
            {
                _layers.Add(new Layer(convolution, rgb, input, convolved, features, chain, styles, rgbWeights, own));
            }
            else
            {
                input.Dispose();
                convolved.Dispose();
                features.Dispose();
            }

            if (next is not null)
            {
                input = next.dtype == steps[i + 1].Convolution.Type ? next : next.to(steps[i + 1].Convolution.Type);
                input.requires_grad_(keeps);
            }
        }

        return picture!.requires_grad_(keeps);
    }

    /// <summary>The first layer's input. Its styles are cut off too, so that what made them is gone through once, at the end.</summary>
    private Tensor First(Tensor styles, bool keeps)
    {
        _firstStyles = styles;
        _firstLeaf = styles.detach().requires_grad_(keeps);
        ScalarType type = steps[0].Convolution.Type;
        return (constant.unsqueeze(0).to(type) * _firstLeaf.unsqueeze(-1).unsqueeze(-1).to(type)).ToChannelsLast();
    }

    /// <summary>Takes the gradients of the picture on.</summary>
    /// <param name="gradient">[B, 3, R, R]</param>
    public void Backward(Tensor gradient)
    {
        List<Tensor> ends = [], gradients = [];
        void Collect(Tensor? end, Func<Tensor> value)
        {
            if (end?.requires_grad == true)
            {
                ends.Add(end);
                gradients.Add(value());
            }
        }

        using IDisposable noGrad = no_grad();
        gradient = gradient.ToChannelsLast();
        Tensor? scaledGradient = null;
        for (int i = _layers.Count - 1; i >= 0; i--)
        {
            Layer layer = _layers[i];
            Tensor? rgbGradient = layer.Rgb is null ? null : layer.Bounded(gradient);
            FeatureGradients found = kernels.FinishBackward(
                layer.Features, layer.Chain, scaledGradient?.to(layer.Features.dtype), layer.NextStyles, rgbGradient, layer.RgbWeights);
            scaledGradient?.Dispose();
            Collect(layer.NextStyles, () => found.NextStyles);
            Collect(layer.Chain.Demodulation, () => found.Demodulated / layer.Chain.Demodulation);
            Collect(layer.Chain.Bias, () => found.Bias);
            Collect(layer.Chain.Strength, () => found.Strength.view(layer.Chain.Strength!.shape));
            if (layer.Rgb is { } rgb)
            {
                Collect(layer.RgbWeights, () => found.RgbWeights);
                Collect(rgb.Bias, () => rgbGradient!.sum([0, 2, 3]));
                gradient = i == 0 ? gradient : kernels.HalveGradient(gradient);
            }

            Tensor toConvolved = layer.Convolution.Upsamples ? kernels.SmoothBackward(found.Features) : found.Features;
            layer.Convolved.backward([toConvolved]);
            toConvolved.Dispose();
            found.Features.Dispose();
            layer.Convolved.Dispose();
            layer.Features.Dispose();
            // The first layer's input is no leaf: its gradients have gone on to the constant and the styles.
            scaledGradient = i == 0 ? null : layer.Input.grad!.ToChannelsLast();
            layer.Input.Dispose();
        }

        _layers.Clear();
        Collect(_firstStyles, () => _firstLeaf!.grad!);
        if (ends.Count > 0)
        {
            autograd.backward(ends, gradients);
        }
    }

    /// <summary>What a layer leaves for the way back.</summary>
    /// <param name="Convolution">The layer.</param>
    /// <param name="Rgb">What read a picture off it.</param>
    /// <param name="Input">Scaled, of the layer's type; a leaf but for the first.</param>
    /// <param name="Convolved">What libtorch takes the convolution's gradients of. Its values may be overwritten: no gradient asks for them.</param>
    /// <param name="Features">The layer's output, in the same place unless it was smoothed in between.</param>
    /// <param name="Chain">How it did.</param>
    /// <param name="NextStyles">Of the next layer, [B, C].</param>
    /// <param name="RgbWeights">[B, C, 3]</param>
    /// <param name="Own">The picture read here before it was bounded, where there is a bound.</param>
    private sealed record Layer(
        StyledConvolution Convolution, ToRgb? Rgb, Tensor Input, Tensor Convolved, Tensor Features, FeatureChain Chain, Tensor? NextStyles, Tensor? RgbWeights, Tensor? Own)
    {
        public Tensor Bounded(Tensor gradient) => Own is null ? gradient : gradient * Own.abs().lt(Rgb!.Bound!.Value);
    }
}

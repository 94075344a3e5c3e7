using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2;

/// <summary>Reads a picture off the features: a modulated 1x1 convolution without demodulation, then a bias.</summary>
internal sealed class ToRgb
{
    private const long Stretch = 128 * 128;

    private readonly Affine _affine;
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly double _gain;
    private readonly double? _clamp;

    public ToRgb(IReadOnlyDictionary<string, Tensor> tensors, string prefix, double? clamp)
    {
        _affine = new Affine(tensors[$"{prefix}.affine.weight"], tensors[$"{prefix}.affine.bias"]);
        _weight = tensors[$"{prefix}.weight"];
        _bias = tensors[$"{prefix}.bias"];
        _gain = StyledConvolution.ActivationGain / Math.Sqrt(_weight.shape[1]);
        _clamp = clamp;
    }

    /// <summary>Bias of the three channels, [3].</summary>
    public Tensor Bias => _bias;

    /// <summary>Bound on the picture; null for none.</summary>
    public double? Bound => _clamp;

    /// <summary>What reads the picture off features, styles included.</summary>
    /// <param name="w">[B, dim W]</param>
    /// <returns>[B, C, 3]</returns>
    public Tensor Weights(Tensor w) => _affine.Forward(w, _gain).unsqueeze(2) * _weight.view(1, 3, -1).transpose(1, 2);

    /// <summary>Reads the picture.</summary>
    /// <param name="x">[B, C, H, W], without its activation gain.</param>
    /// <param name="w">[B, dim W]</param>
    /// <returns>[B, 3, H, W]</returns>
    public Tensor Forward(Tensor x, Tensor w)
    {
        // Three output channels: folding the styles into per-sample weights costs nothing, scaling the input a full pass.
        long batch = x.shape[0], channels = x.shape[1], height = x.shape[2], width = x.shape[3];
        Tensor weights = Weights(w);
        // In stretches: the gradient of the weights sums over all pixels of a product, which a GPU does with one block a product.
        long stretches = Math.Max(1, height * width / Stretch);
        weights = weights.unsqueeze(1).expand(batch, stretches, channels, 3).reshape(batch * stretches, channels, 3);
        Tensor pixels = x.to(ScalarType.Float32).permute(0, 2, 3, 1).reshape(batch * stretches, -1, channels); // no copy: features are channels-last
        Tensor rgb = bmm(pixels, weights).add_(_bias).view(batch, height, width, 3).permute(0, 3, 1, 2);
        return _clamp is { } bound ? rgb.clamp(-bound, bound) : rgb;
    }
}

using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2.Fused;

/// <summary>Gradients of a layer's <see cref="FeatureChain"/> and of what read its output.</summary>
/// <param name="Features">Of what the chain was applied to, like the features.</param>
/// <param name="Sums">
/// Sums over pixels, [B, 7, C], of the gradients of: the next layer's styles; demodulation, times demodulation; bias; the noise's
/// strength, by channel; the RGB weights, three rows (unspecified where no picture was read).
/// </param>
internal sealed record FeatureGradients(Tensor Features, Tensor Sums)
{
    /// <summary>Rows of <see cref="Sums"/>.</summary>
    public const int Rows = 7;

    /// <summary>Of the next layer's styles, [B, C].</summary>
    public Tensor NextStyles => Sums.select(1, 0);

    /// <summary>Of demodulation, times demodulation, [B, C].</summary>
    public Tensor Demodulated => Sums.select(1, 1);

    /// <summary>Of bias, [C].</summary>
    public Tensor Bias => Sums.select(1, 2).sum([0]);

    /// <summary>Of the noise's strength, one value.</summary>
    public Tensor Strength => Sums.select(1, 3).sum();

    /// <summary>Of the RGB weights, [B, C, 3].</summary>
    public Tensor RgbWeights => Sums.narrow(1, 4, 3).transpose(1, 2);
}

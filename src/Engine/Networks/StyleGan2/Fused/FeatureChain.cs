using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2.Fused;

/// <summary>What a layer does after its convolution: <c>clamp(leaky(x * demodulation + noise * strength + bias))</c>.</summary>
/// <param name="Demodulation">[B, C]</param>
/// <param name="Noise">[H, W] for all pictures, or [B, 1, H, W]; null for none.</param>
/// <param name="Strength">Of the noise, one value; null without noise.</param>
/// <param name="Bias">[C]</param>
/// <param name="Bound">On the activations, without their gain; null for none.</param>
internal sealed record FeatureChain(Tensor Demodulation, Tensor? Noise, Tensor? Strength, Tensor Bias, double? Bound);

using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2.Fused;

/// <summary>
/// The pointwise work around the convolutions, and its gradients, one pass over the features each. Features are channels-last
/// [B, C, H, W], float32 or bfloat16; everything else is float32.
/// </summary>
internal interface IFeatureKernels
{
    /// <summary>The low-pass filter after an upsampling convolution.</summary>
    /// <param name="convolved">[B, C, 2H + 1, 2W + 1]</param>
    /// <returns>[B, C, 2H, 2W]</returns>
    Tensor Smooth(Tensor convolved);

    /// <summary>The gradient of <see cref="Smooth"/>.</summary>
    /// <param name="gradient">[B, C, 2H, 2W]</param>
    /// <returns>[B, C, 2H + 1, 2W + 1]</returns>
    Tensor SmoothBackward(Tensor gradient);

    /// <summary>Finishes a layer: demodulation, noise, bias and activation, in place.</summary>
    /// <param name="features">What was convolved, [B, C, H, W]; the layer's output afterwards.</param>
    /// <param name="chain">What the layer does to it.</param>
    /// <param name="nextStyles">What the next layer scales its input by, [B, C]; null if nothing follows.</param>
    /// <returns>The next layer's scaled input; null if nothing follows.</returns>
    Tensor? Finish(Tensor features, FeatureChain chain, Tensor? nextStyles);

    /// <summary>The gradients of <see cref="Finish"/> and of the picture read off the same features.</summary>
    /// <param name="features">The layer's output.</param>
    /// <param name="chain">What the layer did.</param>
    /// <param name="scaledGradient">Of the next layer's input; null if nothing follows.</param>
    /// <param name="nextStyles">As in <see cref="Finish"/>.</param>
    /// <param name="rgbGradient">Of the picture, [B, 3, H, W] channels-last; null if none was read here.</param>
    /// <param name="rgbWeights">What read it, [B, C, 3].</param>
    FeatureGradients FinishBackward(
        Tensor features, FeatureChain chain, Tensor? scaledGradient, Tensor? nextStyles, Tensor? rgbGradient, Tensor? rgbWeights);

    /// <summary>Reads a picture off features: <c>clamp(features . weights + bias) + double(smaller)</c>.</summary>
    /// <param name="features">[B, C, H, W]</param>
    /// <param name="weights">[B, C, 3]</param>
    /// <param name="bias">[3]</param>
    /// <param name="smaller">The picture so far, [B, 3, H/2, W/2] channels-last; null at the lowest resolution.</param>
    /// <param name="bound">Bound on what is read here; null for none.</param>
    /// <returns>The sum, and what was read here before it was bounded (null without a bound), both [B, 3, H, W] channels-last.</returns>
    (Tensor Picture, Tensor? Own) ReadPicture(Tensor features, Tensor weights, Tensor bias, Tensor? smaller, double? bound);

    /// <summary>The gradient of the smaller picture in <see cref="ReadPicture"/>.</summary>
    /// <param name="gradient">[B, 3, H, W] channels-last.</param>
    /// <returns>[B, 3, H/2, W/2] channels-last.</returns>
    Tensor HalveGradient(Tensor gradient);
}

using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.Perceptual.Fused;

/// <summary>The comparison of features at one tap, and its gradient.</summary>
internal interface ITapKernels
{
    /// <summary>Whether features of so many channels can be compared.</summary>
    bool Takes(long channels);

    /// <summary>Compares what a tap gave with a target: <c>mean over pixels of sum over channels of (roots tap / |tap| - target)^2</c>.</summary>
    /// <param name="tap">[B, C, H, W] as the backbone gave it.</param>
    /// <param name="roots">Roots of the weights of the channels, [1, C, 1, 1].</param>
    /// <param name="target">[B or 1, C, H, W], normalised and weighted.</param>
    /// <param name="wantsGradient">Whether the gradient is wanted.</param>
    /// <returns>The distances, [B], and the gradient of each in its picture's features, [B, C, H, W] (null if not wanted).</returns>
    (Tensor Distance, Tensor? Gradient) Compare(Tensor tap, Tensor roots, Tensor target, bool wantsGradient);
}

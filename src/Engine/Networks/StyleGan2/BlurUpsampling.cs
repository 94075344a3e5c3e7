using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2;

/// <summary>
/// The low-pass filter of StyleGAN2: the outer product of [1, 3, 3, 1] with itself, applied as a depthwise convolution, which libtorch runs
/// without leaving its own memory layout on a CPU. On a GPU that is slow, and <see cref="Fused.IFeatureKernels"/> do it.
/// </summary>
internal static class BlurUpsampling
{
    /// <summary>The 4x4 filter with sum 4, the gain that makes up for the zeros an upsampling by two puts in, one copy a channel.</summary>
    /// <param name="channels">How many copies.</param>
    /// <param name="device">Where they live.</param>
    /// <param name="type">The taps are sixteenths up to nine: bfloat16 holds them exactly too.</param>
    /// <returns>[channels, 1, 4, 4]</returns>
    public static Tensor Filter(long channels, Device device, ScalarType type = ScalarType.Float32)
    {
        using var scope = NewDisposeScope();
        using Tensor tap = tensor(new float[] { 1, 3, 3, 1 }, device: device) / 4f;
        return tap.outer(tap).to(type).expand(channels, 1, 4, 4).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>Smooths the (2H + 1)-sized output of a transposed convolution down to 2H.</summary>
    /// <param name="x">[B, C, 2H + 1, 2W + 1]</param>
    /// <param name="filter">From <see cref="Filter"/>.</param>
    /// <returns>[B, C, 2H, 2W]</returns>
    public static Tensor Smooth(Tensor x, Tensor filter) =>
        nn.functional.conv2d(x, filter, padding: [1, 1], groups: x.shape[1]);

    /// <summary>Upsamples a picture by two: zeros between the pixels, then the filter.</summary>
    /// <param name="rgb">[B, 3, H, W]</param>
    /// <param name="filter">From <see cref="Filter"/>, for 3 channels.</param>
    /// <returns>[B, 3, 2H, 2W]</returns>
    public static Tensor Double(Tensor rgb, Tensor filter) =>
        // A transposed convolution with stride two is zero insertion and filtering in one; padding 1 keeps exactly 2H of its 2H + 2.
        nn.functional.conv_transpose2d(rgb, filter, strides: [2, 2], padding: [1, 1], groups: rgb.shape[1]);
}

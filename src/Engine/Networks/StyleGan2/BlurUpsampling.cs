using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2;

/// <summary>
/// The low-pass filter of StyleGAN2: the outer product of [1, 3, 3, 1] with itself. On a CPU applied as a depthwise convolution,
/// which libtorch runs without leaving its own memory layout; on a GPU folded into the convolution before it.
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

    /// <summary>What takes a 3x3 kernel to the 6x6 kernel that also smooths: every tap of the kernel spread over the filter.</summary>
    /// <param name="device">Where it will live.</param>
    /// <returns>[36, 9], by taps row by row.</returns>
    public static Tensor Folding(Device device)
    {
        float[] tap = [1, 3, 3, 1];
        var spread = new float[36, 9];
        for (int from = 0; from < 9; from++)
        {
            for (int by = 0; by < 16; by++)
            {
                (int row, int column) = ((from / 3) + (by / 4), (from % 3) + (by % 4));
                spread[(row * 6) + column, from] = tap[by / 4] * tap[by % 4] / 16;
            }
        }

        return tensor(spread, device: device);
    }

    /// <summary>
    /// Folds the smoothing into the kernel of the transposed convolution before it. Four times the multiplications, and no
    /// depthwise pass over the largest features: what a GPU prefers.
    /// </summary>
    /// <param name="weight">[out, in, 3, 3], channels-last.</param>
    /// <param name="folding">From <see cref="Folding"/>.</param>
    /// <returns>[in, out, 6, 6], channels-last, for <see cref="DoubleFolded"/>.</returns>
    public static Tensor Fold(Tensor weight, Tensor folding)
    {
        // Turned around while there are nine taps: the transposed convolution would copy all 36 in every pass.
        (long outputs, long inputs) = (weight.shape[0], weight.shape[1]);
        Tensor taps = weight.permute(1, 2, 3, 0).reshape(inputs, 9, outputs);
        return bmm(folding.expand(inputs, 36, 9), taps).view(inputs, 6, 6, outputs).permute(0, 3, 1, 2);
    }

    /// <summary>Upsamples features by two with a folded kernel.</summary>
    /// <param name="x">[B, in, H, W]</param>
    /// <param name="folded">From <see cref="Fold"/>.</param>
    /// <returns>[B, out, 2H, 2W], what the 3x3 kernel followed by <see cref="Smooth"/> gives.</returns>
    public static Tensor DoubleFolded(Tensor x, Tensor folded) =>
        nn.functional.conv_transpose2d(x, folded, strides: [2, 2], padding: [2, 2]);

    /// <summary>Upsamples a picture by two: zeros between the pixels, then the filter.</summary>
    /// <param name="rgb">[B, 3, H, W]</param>
    /// <param name="filter">From <see cref="Filter"/>, for 3 channels.</param>
    /// <returns>[B, 3, 2H, 2W]</returns>
    public static Tensor Double(Tensor rgb, Tensor filter) =>
        // A transposed convolution with stride two is zero insertion and filtering in one; padding 1 keeps exactly 2H of its 2H + 2.
        nn.functional.conv_transpose2d(rgb, filter, strides: [2, 2], padding: [1, 1], groups: rgb.shape[1]);
}

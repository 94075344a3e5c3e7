using MyStyle.Engine.Networks.Perceptual;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace MyStyle.Engine.Optimisation;

/// <summary>
/// The reconstruction loss of eq. 1, a value a picture: <c>LPIPS(x, y) + lambda mean((x - y)^2)</c>. The paper writes the
/// second term as a norm; like its code, this takes the mean square, which does not depend on the resolution.
/// </summary>
/// <param name="network">The perceptual network.</param>
/// <param name="l2Weight">lambda; 1 in the paper.</param>
public sealed class ReconstructionLoss(PerceptualNetwork network, double l2Weight = 1)
{
    /// <summary>The perceptual network.</summary>
    public PerceptualNetwork Network => network;

    /// <summary>The weight of the pixel term.</summary>
    public double L2Weight => l2Weight;

    /// <summary>Prepares the pictures to compare with.</summary>
    /// <param name="images">[B, 3, H, W] in [-1, 1].</param>
    public ReconstructionTarget Prepare(Tensor images)
    {
        using IDisposable noGrad = no_grad();
        return new ReconstructionTarget(images, network.Encode(Visible(images)));
    }

    /// <summary>Compares renderings with their targets.</summary>
    /// <param name="images">[B, 3, H, W] in [-1, 1].</param>
    /// <param name="target">As many pictures of the same size, or one.</param>
    public ReconstructionTerms Compare(Tensor images, ReconstructionTarget target)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(target);
        Tensor lpips = network.Distance(Visible(images), target.Features);
        Tensor l2 = (images - target.Images).square().mean([1, 2, 3]);
        return new ReconstructionTerms(lpips, l2, lpips + (l2 * l2Weight));
    }

    /// <summary>
    /// Very small pictures (a super-resolution input of 16 pixels, say) would vanish in the network's poolings: enlarged, they do not.
    /// </summary>
    private Tensor Visible(Tensor images)
    {
        long side = Math.Min(images.shape[2], images.shape[3]);
        if (side >= network.MinimumSize)
        {
            return images;
        }

        long factor = (network.MinimumSize + side - 1) / side;
        return interpolate(images, size: [images.shape[2] * factor, images.shape[3] * factor], mode: InterpolationMode.Nearest);
    }
}

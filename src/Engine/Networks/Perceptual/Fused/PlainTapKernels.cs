using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.Perceptual.Fused;

/// <summary>The same in libtorch's operations and by its autograd: what the kernels are compared with, on any device.</summary>
internal sealed class PlainTapKernels : ITapKernels
{
    public bool Takes(long channels) => true;

    public (Tensor Distance, Tensor? Gradient) Compare(Tensor tap, Tensor roots, Tensor target, bool wantsGradient)
    {
        using IDisposable grad = enable_grad();
        Tensor leaf = tap.detach().requires_grad_();
        Tensor distance = PerceptualNetwork.TapDistance(PerceptualNetwork.Normalise(leaf, roots), target);
        if (!wantsGradient)
        {
            return (distance.detach(), null);
        }

        distance.sum().backward();
        return (distance.detach(), leaf.grad);
    }
}

using MyStyle.Engine.Networks.Perceptual;
using static TorchSharp.torch;

namespace MyStyle.Engine.Optimisation;

/// <summary>The pictures a rendering is compared with, and what the perceptual network keeps of them.</summary>
/// <param name="Images">[B, 3, H, W] in [-1, 1].</param>
/// <param name="Features">Their features, computed once.</param>
public sealed record ReconstructionTarget(Tensor Images, PerceptualFeatures Features) : IDisposable
{
    /// <summary>Lets the target outlive the current dispose scope; it then belongs to the caller.</summary>
    public ReconstructionTarget DetachFromDisposeScope()
    {
        Images.DetachFromDisposeScope();
        Features.DetachFromDisposeScope();
        return this;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Features.Dispose();
    }
}

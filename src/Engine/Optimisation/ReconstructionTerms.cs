using static TorchSharp.torch;

namespace MyStyle.Engine.Optimisation;

/// <summary>The reconstruction loss of a batch, by term; each [B].</summary>
/// <param name="Lpips">Perceptual distance.</param>
/// <param name="L2">Mean squared difference in [-1, 1] units.</param>
/// <param name="Total">Their weighted sum.</param>
public sealed record ReconstructionTerms(Tensor Lpips, Tensor L2, Tensor Total);

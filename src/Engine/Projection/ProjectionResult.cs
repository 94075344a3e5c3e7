using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Projection;

/// <summary>Where a picture came to lie.</summary>
/// <param name="Image">The rendering, undegraded.</param>
/// <param name="Code">Its code, [layers, dim W].</param>
/// <param name="Alpha">Its coordinates over the anchors, [layers, N]; null in W and W+.</param>
/// <param name="Dilation">Allowed and effective beta; null in W and W+, allowed is infinite where unbounded.</param>
/// <param name="Lpips">Perceptual distance of the degraded rendering from the input.</param>
/// <param name="L2">Mean squared difference of the same.</param>
/// <param name="Seed">Which candidate this is; 0 for the plain answer.</param>
public sealed record ProjectionResult(
    RgbImage Image, RowMatrix Code, RowMatrix? Alpha, DilationReport? Dilation, double Lpips, double L2, ulong Seed = 0);

using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Projection;

namespace MyStyle.Engine.Workshop;

/// <summary>What came of an inversion, an inpainting or an enlargement at one beta.</summary>
/// <param name="Projection">The rendering, its code and its distance from the input.</param>
/// <param name="Blended">The rendering set into the input (5.2.1, 5.2.2); null for an inversion, or where no face was found to blend by.</param>
/// <param name="Identity">Cosine of the rendering to the nearest reference photo; null without face descriptors.</param>
/// <param name="NearestPhoto">Which photo that is.</param>
/// <param name="Verdict">Whether the input is probably of somebody else (figure 12); null without face descriptors.</param>
public sealed record EnhancementResult(
    ProjectionResult Projection, RgbImage? Blended, double? Identity, string? NearestPhoto, IdentityVerdict? Verdict)
{
    /// <summary>The picture to show: blended where there is a blend.</summary>
    public RgbImage Image => Blended ?? Projection.Image;

    /// <summary>The beta asked for; null if unbounded or outside alpha space.</summary>
    public double? AllowedBeta => Projection.Dilation is { Allowed: var beta } && double.IsFinite(beta) ? beta : null;

    /// <summary>The beta the code needs; null outside alpha space.</summary>
    public double? EffectiveBeta => Projection.Dilation?.Effective;
}

namespace MyStyle.Engine.Evaluation;

/// <summary>How nearly a person restored from a difference renders the anchors as the person it was made of.</summary>
/// <param name="MeanDifference">Mean absolute difference of the renderings, in 8-bit levels over all pixels and channels.</param>
/// <param name="MaxDifference">The largest, in levels.</param>
/// <param name="Lpips">Mean perceptual distance between the two renderings of an anchor.</param>
/// <param name="Identity">Mean cosine of the renderings to their own photo, before and after; null without face descriptors.</param>
/// <param name="PhotoLpips">Mean perceptual distance to the photos, before and after; null without the photos.</param>
public sealed record DeltaFigures(double MeanDifference, int MaxDifference, double Lpips, BeforeAfter? Identity, BeforeAfter? PhotoLpips);

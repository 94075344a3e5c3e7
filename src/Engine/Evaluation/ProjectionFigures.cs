using MyStyle.Engine.Projection;

namespace MyStyle.Engine.Evaluation;

/// <summary>Means over the test photos, inverted into one space.</summary>
/// <param name="Space">Where they were inverted to.</param>
/// <param name="Beta">Allowed dilation; null for unbounded, and in W and W+.</param>
/// <param name="EffectiveBeta">Mean dilation the codes need; null in W and W+.</param>
/// <param name="Lpips">Perceptual distance from the photos.</param>
/// <param name="L2">Mean squared difference from them.</param>
/// <param name="Identity">Cosine to the nearest reference photo.</param>
public sealed record ProjectionFigures(LatentSpace Space, double? Beta, double? EffectiveBeta, double Lpips, double L2, double Identity);

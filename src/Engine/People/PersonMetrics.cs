namespace MyStyle.Engine.People;

/// <summary>Means over a set of photos.</summary>
/// <param name="Perceptual">Distance by the perceptual network that <paramref name="Network"/> names; lower is nearer.</param>
/// <param name="Network">Catalogue name of that network: figures of different networks do not compare.</param>
/// <param name="L2">Mean squared difference of pixels in [-1, 1].</param>
/// <param name="Identity">Mean cosine to the nearest reference photo, at most 1; null if no face describer was at hand.</param>
public sealed record PersonMetrics(double Perceptual, string Network, double L2, double? Identity);

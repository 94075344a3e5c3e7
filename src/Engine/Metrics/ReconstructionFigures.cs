namespace MyStyle.Engine.Metrics;

/// <summary>How well pictures render their photos, a value a photo (figure 17).</summary>
/// <param name="Lpips">Perceptual distance.</param>
/// <param name="L2">Mean squared difference in [-1, 1] units.</param>
/// <param name="Identity">Cosine between the rendering's and the photo's face; empty if no face describer was at hand.</param>
public sealed record ReconstructionFigures(IReadOnlyList<double> Lpips, IReadOnlyList<double> L2, IReadOnlyList<double> Identity)
{
    /// <summary>Mean perceptual distance.</summary>
    public double MeanLpips => Lpips.Average();

    /// <summary>Mean of the squared differences.</summary>
    public double MeanL2 => L2.Average();

    /// <summary>Mean cosine; null where it was not measured.</summary>
    public double? MeanIdentity => Identity.Count == 0 ? null : Identity.Average();
}

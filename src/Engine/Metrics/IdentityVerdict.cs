namespace MyStyle.Engine.Metrics;

/// <summary>Whether a photo is likely to show the person of the album at all (figure 12: a prior of one person cannot restore another).</summary>
/// <param name="MedianCosine">Of the photo to the album's photos.</param>
/// <param name="Threshold">Below this it is probably somebody else.</param>
public readonly record struct IdentityVerdict(double MedianCosine, double Threshold)
{
    /// <summary>Median cosine from which a photo belongs to an album, in the space of the bundled 128-number embedder.</summary>
    public const double Dlib128Album = 0.915;

    /// <summary>Whether to warn.</summary>
    public bool ProbablySomebodyElse => MedianCosine < Threshold;
}

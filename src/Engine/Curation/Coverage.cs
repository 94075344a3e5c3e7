namespace MyStyle.Engine.Curation;

/// <summary>What the reference set covers. The prior knows nothing of the person beyond it.</summary>
public sealed record Coverage
{
    /// <summary>Accepted photos.</summary>
    public required int Count { get; init; }

    /// <summary>Mean distance over all pairs, the paper's measure of diversity (figure 6); null if not measured.</summary>
    public double? MeanDistance { get; init; }

    /// <summary>What measured it.</summary>
    public string? DistanceName { get; init; }

    /// <summary>How many pictures it was measured on.</summary>
    public int DistanceSample { get; init; }

    /// <summary>How pose, expression and light vary.</summary>
    public required IReadOnlyList<Spread> Spreads { get; init; }

    /// <summary>Combinations of pose and expression.</summary>
    public required IReadOnlyList<PoseCell> Cells { get; init; }

    /// <summary>What to photograph next: combinations that are missing or rare.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Accepted photos that add least, because another one is nearly the same; the most redundant first.</summary>
    public required IReadOnlyList<RedundantPhoto> AddLeast { get; init; }
}

using MyStyle.Engine.Projection;

namespace MyStyle.Engine.Evaluation;

/// <summary>How much of the paper's evaluation is repeated, and how.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Dilations at which the test photos are inverted into alpha-plus (figure 5); null is unbounded.</summary>
    public IReadOnlyList<double?> Betas { get; init; } = [0, 0.02, 0.05, null];

    /// <summary>The dilation at which the spaces are compared (C.4).</summary>
    public double ComparisonBeta { get; init; } = 0.02;

    /// <summary>How to project; space and beta are set by the evaluation.</summary>
    public ProjectionOptions Projection { get; init; } = new();

    /// <summary>Sampled pictures for ID and diversity (section 5.1); the paper takes 10,000.</summary>
    public int Samples { get; init; } = 100;

    /// <summary>Pairs of anchors to interpolate between (figure 4); the paper takes 1,000.</summary>
    public int Pairs { get; init; } = 40;

    /// <summary>Points between the two anchors of a pair.</summary>
    public int PointsBetween { get; init; } = 3;

    /// <summary>Seed of samples and pairs.</summary>
    public ulong Seed { get; init; }
}

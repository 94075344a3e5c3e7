namespace MyStyle.Engine.Metrics;

/// <summary>The paper's ID metric for one picture (section 4.1).</summary>
/// <param name="Cosine">To the nearest reference photo, -1 to 1.</param>
/// <param name="Nearest">Which photo that is.</param>
public readonly record struct IdentityScore(double Cosine, int Nearest);

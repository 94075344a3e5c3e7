namespace MyStyle.Engine.Hull;

/// <summary>The point of the beta-dilated hull nearest to a code, with the proof that it is.</summary>
/// <param name="Alpha">Its coordinates: sum 1, every entry at least -beta.</param>
/// <param name="SquaredDistance"><c>||M alpha - w||^2</c>.</param>
/// <param name="OptimalityGap">Upper bound on how much the squared distance could still fall: the KKT certificate.</param>
/// <param name="Iterations">Active set steps; 0 if none were needed.</param>
public sealed record HullProjection(double[] Alpha, double SquaredDistance, double OptimalityGap, int Iterations)
{
    /// <summary>Distance from the code to its projection, in the units of W.</summary>
    public double Distance => Math.Sqrt(SquaredDistance);
}

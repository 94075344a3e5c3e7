namespace MyStyle.Engine.Hull;

/// <summary>
/// The dilation a projection was allowed, and the one it used. Normalising after the softplus can push entries slightly below
/// -beta, so the two are reported side by side.
/// </summary>
/// <param name="Allowed">The beta asked for; infinity if unbounded.</param>
/// <param name="Effective">The least beta that holds the code.</param>
/// <param name="PerLayer">The least beta of each layer.</param>
public sealed record DilationReport(double Allowed, double Effective, double[] PerLayer)
{
    /// <summary>Whether the code lies in the allowed hull, up to 1e-9.</summary>
    public bool Inside => Effective <= Allowed + 1e-9;
}

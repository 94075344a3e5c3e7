namespace MyStyle.Engine.Hull;

/// <summary>The thetas for which an edit lies in the beta-dilated hull: closed, possibly unbounded, possibly empty.</summary>
/// <param name="Lower">Smallest theta; negative infinity if nothing bounds it.</param>
/// <param name="Upper">Largest theta; positive infinity if nothing bounds it.</param>
/// <param name="Beta">The dilation it belongs to.</param>
public readonly record struct ThetaInterval(double Lower, double Upper, double Beta)
{
    /// <summary>Whether no theta at all lies in the hull.</summary>
    public bool IsEmpty => !(Lower <= Upper);

    /// <summary>Whether <paramref name="theta"/> lies in it, the ends included.</summary>
    public bool Contains(double theta) => Lower <= theta && theta <= Upper;

    /// <summary>The interval that holds nothing.</summary>
    public static ThetaInterval Empty(double beta) => new(double.PositiveInfinity, double.NegativeInfinity, beta);
}

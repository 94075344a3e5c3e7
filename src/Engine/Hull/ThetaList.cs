namespace MyStyle.Engine.Hull;

/// <summary>Magnitudes for an editing strip.</summary>
public static class ThetaList
{
    /// <summary>
    /// The reference's list: <c>count / 2</c> values from -magnitude to 0 and as many from 0 to magnitude, 0 once. So 11 gives 9.
    /// </summary>
    /// <param name="magnitude">Largest theta, at least 0.</param>
    /// <param name="count">At least 2.</param>
    public static double[] Reference(double magnitude, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(magnitude);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        int half = count / 2;
        double step = half > 1 ? magnitude / (half - 1) : 0;
        return half == 1
            ? [.. new[] { -magnitude, 0.0 }.Distinct()]
            : [.. Enumerable.Range(1 - half, (2 * half) - 1).Select(i => i * step).Distinct()];
    }

    /// <summary>Evenly spaced values from -magnitude to magnitude, both included; odd counts hold 0.</summary>
    /// <param name="magnitude">Largest theta, at least 0.</param>
    /// <param name="count">At least 2.</param>
    public static double[] Even(double magnitude, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        return [.. Enumerable.Range(0, count).Select(i => magnitude * ((2.0 * i / (count - 1)) - 1))];
    }
}

namespace MyStyle.Engine.Hull;

/// <summary>The closed form of where an edit stays inside: every coordinate bounds theta from one side.</summary>
public static class EditInterval
{
    /// <summary>
    /// The thetas with <c>alpha + theta gamma &gt;= -beta</c> in every entry of every layer. Zero lies in it exactly when the code
    /// itself is inside; a code that starts outside may still have an interval, into which the edit brings it.
    /// </summary>
    /// <param name="alpha">The code [L, N].</param>
    /// <param name="gamma">The direction's coordinates [L, N]; zeros where a layer does not move.</param>
    /// <param name="beta">Allowed dilation, at least 0, or infinity.</param>
    public static ThetaInterval Inside(RowMatrix alpha, RowMatrix gamma, double beta)
    {
        Require(alpha, gamma);
        ArgumentOutOfRangeException.ThrowIfNegative(beta);
        double lower = double.NegativeInfinity;
        double upper = double.PositiveInfinity;
        for (int i = 0; i < alpha.Values.Length; i++)
        {
            double room = alpha.Values[i] + beta;
            double slope = gamma.Values[i];
            if (slope < 0)
            {
                upper = Math.Min(upper, room / -slope);
            }
            else if (slope > 0)
            {
                lower = Math.Max(lower, -room / slope);
            }
            else if (room < -1e-12)
            {
                return ThetaInterval.Empty(beta);
            }
        }

        return lower <= upper ? new ThetaInterval(lower, upper, beta) : ThetaInterval.Empty(beta);
    }

    /// <summary>
    /// The least dilation for which the edit has any theta inside, with the interval at that dilation (often a single theta).
    /// What to tell somebody whose interval is empty.
    /// </summary>
    public static ThetaInterval AtLeastDilation(RowMatrix alpha, RowMatrix gamma)
    {
        Require(alpha, gamma);

        // The needed dilation max(0, -alpha_i - theta gamma_i) is convex and piecewise linear in theta: step to the crossing of
        // the steepest known lines on both sides until no line lies above it.
        double theta = 0;
        (double Offset, double Slope)? falling = null;
        (double Offset, double Slope)? rising = null;
        for (int step = 0; step <= alpha.Values.Length; step++)
        {
            (double value, double offset, double slope) = Highest(alpha, gamma, theta);
            double known = falling is { } f && rising is { } r ? Math.Max(f.Offset + (theta * f.Slope), r.Offset + (theta * r.Slope)) : double.NegativeInfinity;
            if (slope == 0 || value <= known + 1e-15)
            {
                return Settle(alpha, gamma, value);
            }

            if (slope < 0)
            {
                falling = (offset, slope);
            }
            else
            {
                rising = (offset, slope);
            }

            theta = Cross(falling ?? (0, 0), rising ?? (0, 0));
        }

        return Settle(alpha, gamma, Highest(alpha, gamma, theta).Value);
    }

    private static double Cross((double Offset, double Slope) a, (double Offset, double Slope) b) =>
        (a.Offset - b.Offset) / (b.Slope - a.Slope);

    private static ThetaInterval Settle(RowMatrix alpha, RowMatrix gamma, double beta)
    {
        // The very point of touch is lost to rounding without a little more.
        ThetaInterval interval = Inside(alpha, gamma, beta + 1e-12);
        return interval with { Beta = beta };
    }

    private static (double Value, double Offset, double Slope) Highest(RowMatrix alpha, RowMatrix gamma, double theta)
    {
        (double Value, double Offset, double Slope) highest = (0, 0, 0);
        for (int i = 0; i < alpha.Values.Length; i++)
        {
            double value = -alpha.Values[i] - (theta * gamma.Values[i]);
            if (value > highest.Value)
            {
                highest = (value, -alpha.Values[i], -gamma.Values[i]);
            }
        }

        return highest;
    }

    private static void Require(RowMatrix alpha, RowMatrix gamma)
    {
        ArgumentNullException.ThrowIfNull(alpha);
        ArgumentNullException.ThrowIfNull(gamma);
        if (alpha.Rows != gamma.Rows || alpha.Columns != gamma.Columns)
        {
            throw new ArgumentException($"alpha is [{alpha.Rows}, {alpha.Columns}], gamma is [{gamma.Rows}, {gamma.Columns}].");
        }
    }
}

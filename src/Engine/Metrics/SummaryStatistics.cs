namespace MyStyle.Engine.Metrics;

/// <summary>What a list of figures comes to.</summary>
/// <param name="Count">How many.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="StandardDeviation">Of the population (divided by the count).</param>
/// <param name="Median">Half of the figures lie below.</param>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The greatest.</param>
public sealed record SummaryStatistics(int Count, double Mean, double StandardDeviation, double Median, double Minimum, double Maximum)
{
    /// <summary>Summarises figures; all not a number if there are none.</summary>
    public static SummaryStatistics Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
        {
            return new SummaryStatistics(0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        double mean = sorted.Average();
        double variance = sorted.Sum(value => (value - mean) * (value - mean)) / sorted.Length;
        return new SummaryStatistics(sorted.Length, mean, Math.Sqrt(variance), OfSorted(sorted, 50), sorted[0], sorted[^1]);
    }

    /// <summary>A percentile, interpolated linearly between neighbours; not a number if there are no figures.</summary>
    /// <param name="values">Figures in any order.</param>
    /// <param name="percent">0 to 100.</param>
    public static double Percentile(IEnumerable<double> values, double percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        return OfSorted([.. values.Order()], percent);
    }

    private static double OfSorted(double[] sorted, double percent)
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        double position = percent / 100 * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}

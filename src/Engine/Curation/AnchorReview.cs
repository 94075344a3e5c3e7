namespace MyStyle.Engine.Curation;

/// <summary>Looks at tuned anchors again: a photo that the generator still renders badly may not show the person as the others do.</summary>
public static class AnchorReview
{
    private const int LeastPhotos = 5;

    /// <summary>
    /// Photos whose reconstruction error stands out (the paper's appendix A.2 suggests leaving such photos out): more than three
    /// robust deviations (1.4826 times the median absolute deviation) above the median. The worst first.
    /// </summary>
    /// <param name="errors">Error of each photo after tuning, LPIPS for example.</param>
    public static IReadOnlyList<string> Outliers(IReadOnlyDictionary<string, double> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (errors.Count < LeastPhotos)
        {
            return [];
        }

        double median = Median(errors.Values);
        double deviation = 1.4826 * Median(errors.Values.Select(e => Math.Abs(e - median)));
        double limit = median + (3 * Math.Max(deviation, 1e-3 * Math.Abs(median)));
        return [.. errors.Where(e => e.Value > limit).OrderByDescending(e => e.Value).ThenBy(e => e.Key, StringComparer.Ordinal).Select(e => e.Key)];
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

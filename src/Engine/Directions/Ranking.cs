namespace MyStyle.Engine.Directions;

/// <summary>Figures of merit of predictions.</summary>
internal static class Ranking
{
    /// <summary>Share of samples whose sign is that of their group.</summary>
    public static double Accuracy(double[] values, bool[] positive) =>
        values.Zip(positive, (value, label) => value > 0 == label).Count(right => right) / (double)values.Length;

    /// <summary>Probability that a positive scores above a negative, ties counting half.</summary>
    public static double Auc(double[] values, bool[] positive)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        double rankSum = 0;
        for (int start = 0; start < order.Length;)
        {
            int end = start;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            double rank = (start + end + 1) / 2.0;
            rankSum += rank * order[start..end].Count(i => positive[i]);
            start = end;
        }

        double positives = positive.Count(label => label);
        double negatives = positive.Length - positives;
        return (rankSum - (positives * (positives + 1) / 2)) / (positives * negatives);
    }

    /// <summary>Pearson's r; not a number if either does not vary.</summary>
    public static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average();
        double meanB = b.Average();
        double product = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return product / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}

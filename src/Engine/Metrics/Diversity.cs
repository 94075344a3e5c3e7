namespace MyStyle.Engine.Metrics;

/// <summary>How different pictures are from each other.</summary>
public static class Diversity
{
    /// <summary>Mean distance over all pairs of a set (section 4.2); not a number for fewer than two.</summary>
    /// <param name="count">How many pictures.</param>
    /// <param name="distance">Between two of them, by index.</param>
    public static double MeanPairwise(int count, Func<int, int, double> distance)
    {
        ArgumentNullException.ThrowIfNull(distance);
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                sum += distance(i, j);
            }
        }

        return count < 2 ? double.NaN : sum / (0.5 * count * (count - 1));
    }

    /// <summary>Which reference is nearest to each picture.</summary>
    /// <param name="pictures">How many pictures.</param>
    /// <param name="references">How many references, at least 1.</param>
    /// <param name="distance">From a picture to a reference.</param>
    public static int[] NearestReferences(int pictures, int references, Func<int, int, double> distance)
    {
        ArgumentNullException.ThrowIfNull(distance);
        ArgumentOutOfRangeException.ThrowIfLessThan(references, 1);
        return [.. Enumerable.Range(0, pictures).Select(i => Enumerable.Range(0, references).MinBy(j => distance(i, j)))];
    }

    /// <summary>
    /// The protocol of section 5.1: pictures are clustered by their nearest reference, and each cluster gives its mean pairwise
    /// distance. A generator that copies its references scores near zero. Clusters of one picture say nothing and are left out.
    /// </summary>
    /// <param name="nearest">The reference nearest to each picture.</param>
    /// <param name="distance">Between two pictures.</param>
    /// <returns>Over clusters.</returns>
    public static SummaryStatistics IntraCluster(IReadOnlyList<int> nearest, Func<int, int, double> distance)
    {
        ArgumentNullException.ThrowIfNull(nearest);
        ArgumentNullException.ThrowIfNull(distance);
        return SummaryStatistics.Of(Enumerable.Range(0, nearest.Count)
            .GroupBy(i => nearest[i])
            .Select(cluster => cluster.ToArray())
            .Where(cluster => cluster.Length > 1)
            .Select(cluster => MeanPairwise(cluster.Length, (a, b) => distance(cluster[a], cluster[b]))));
    }
}

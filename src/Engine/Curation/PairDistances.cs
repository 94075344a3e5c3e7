namespace MyStyle.Engine.Curation;

/// <summary>Distances of all pairs of some photos.</summary>
/// <param name="Name">What measured them.</param>
/// <param name="Key">Which photos, by content.</param>
/// <param name="Files">The photos.</param>
/// <param name="Values">[n * n], row after row.</param>
internal sealed record PairDistances(string Name, string Key, IReadOnlyList<string> Files, float[] Values)
{
    /// <summary>Mean over pairs of different photos.</summary>
    public double Mean
    {
        get
        {
            double sum = 0;
            int n = Files.Count;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    sum += i == j ? 0 : Values[(i * n) + j];
                }
            }

            return n > 1 ? sum / (n * (n - 1.0)) : 0;
        }
    }

    /// <summary>The photo nearest to photo <paramref name="i"/>; null if it is alone.</summary>
    public RedundantPhoto? Nearest(int i)
    {
        int n = Files.Count;
        int best = -1;
        for (int j = 0; j < n; j++)
        {
            if (j != i && (best < 0 || Values[(i * n) + j] < Values[(i * n) + best]))
            {
                best = j;
            }
        }

        return best < 0 ? null : new RedundantPhoto(Files[i], Files[best], Values[(i * n) + best]);
    }
}

using System.Security.Cryptography;
using System.Text;

namespace MyStyle.Engine.Curation;

/// <summary>
/// Sets photos aside for testing. What is set aside depends only on the seed and the photos' contents, and photos that resemble
/// each other stay on one side, so that a test photo is never nearly in the training set.
/// </summary>
internal static class Split
{
    // Looser than for duplicates: shots of one series must not be parted.
    private const int SeriesLook = 32;
    private const double SeriesPatch = 0.98;
    private const int LeastPhotos = 10;

    /// <summary>For each photo whether it is for testing.</summary>
    /// <param name="photos">The accepted photos.</param>
    /// <param name="share">Share for testing.</param>
    /// <param name="seed">Decides which.</param>
    public static bool[] Choose(IReadOnlyList<DuplicateFinder.Candidate> photos, double share, int seed)
    {
        bool[] test = new bool[photos.Count];
        int wanted = photos.Count < LeastPhotos ? 0 : (int)Math.Round(share * photos.Count);
        if (wanted == 0)
        {
            return test;
        }

        int[] series = Series(photos);
        var groups = Enumerable.Range(0, photos.Count)
            .GroupBy(i => series[i])
            .Select(g => (Members: g.ToArray(), Key: g.Select(i => Key(photos[i].ContentHash, seed)).Min(StringComparer.Ordinal)))
            .OrderBy(g => g.Key, StringComparer.Ordinal);
        int chosen = 0;
        foreach ((int[] members, _) in groups)
        {
            // A large series would fill the test set with one scene.
            if (members.Length <= Math.Max(1, wanted / 3) && chosen + members.Length <= wanted)
            {
                foreach (int i in members)
                {
                    test[i] = true;
                }

                chosen += members.Length;
            }
        }

        return test;
    }

    /// <summary>Labels photos so that those of one series, by chains of resemblance, share a label.</summary>
    internal static int[] Series(IReadOnlyList<DuplicateFinder.Candidate> photos)
    {
        int[] root = [.. Enumerable.Range(0, photos.Count)];
        int Find(int i)
        {
            while (root[i] != i)
            {
                root[i] = root[root[i]];
                i = root[i];
            }

            return i;
        }

        for (int i = 0; i < photos.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (Find(i) != Find(j) && Alike(photos[i], photos[j]))
                {
                    root[Find(i)] = Find(j);
                }
            }
        }

        return [.. Enumerable.Range(0, photos.Count).Select(Find)];
    }

    private static bool Alike(DuplicateFinder.Candidate a, DuplicateFinder.Candidate b)
        => a.ContentHash == b.ContentHash
            || a.Look.Distance(b.Look) <= SeriesLook
            || DuplicateFinder.Correlation(a.Face.Patch, b.Face.Patch) >= SeriesPatch;

    private static string Key(string contentHash, int seed)
        => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{seed}:{contentHash}"))));
}

using MyStyle.Engine.Faces;

namespace MyStyle.Engine.Curation;

/// <summary>
/// Finds groups of photos that are nearly the same picture. A cheap look or a very close embedding raises the suspicion; the
/// aligned faces, compared pixel by pixel, confirm it. The embedding alone would remove different shots: between 5 and 25 in a
/// hundred photos of one person are as close as that.
/// </summary>
internal sealed class DuplicateFinder
{
    private readonly CurationThresholds _thresholds;
    private readonly double _cosine;

    public DuplicateFinder(CurationThresholds thresholds, double cosine)
    {
        _thresholds = thresholds;
        _cosine = cosine;
    }

    /// <summary>How alike two photos are, and whether one is a copy.</summary>
    public (bool Copy, double Patch) Compare(Candidate a, Candidate b)
    {
        if (a.ContentHash == b.ContentHash)
        {
            return (true, 1);
        }

        bool look = a.Look.Distance(b.Look) <= _thresholds.LookDistance;
        bool close = FaceEmbedder.Cosine(a.Face.Embedding, b.Face.Embedding) >= _cosine;
        if (!look && !close)
        {
            return (false, 0);
        }

        double patch = Correlation(a.Face.Patch, b.Face.Patch);
        return ((look && patch >= _thresholds.LookPatch) || (close && patch >= _thresholds.DuplicatePatch), patch);
    }

    /// <summary>
    /// For each candidate the one it repeats and their likeness, or null if it is kept. Candidates are visited in order, so the
    /// best of a group must come first; everything is compared with what is kept, never with another copy.
    /// </summary>
    public IReadOnlyList<(int Keeper, double Patch)?> Find(IReadOnlyList<Candidate> bestFirst)
    {
        (int, double)?[] copies = new (int, double)?[bestFirst.Count];
        List<int> kept = [];
        for (int i = 0; i < bestFirst.Count; i++)
        {
            foreach (int keeper in kept)
            {
                (bool copy, double patch) = Compare(bestFirst[keeper], bestFirst[i]);
                if (copy && patch > (copies[i]?.Item2 ?? 0))
                {
                    copies[i] = (keeper, patch);
                }
            }

            if (copies[i] is null || bestFirst[i].MustKeep)
            {
                copies[i] = null;
                kept.Add(i);
            }
        }

        return copies;
    }

    /// <summary>Pearson correlation, -1..1; brightness and contrast cancel out.</summary>
    internal static double Correlation(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        double meanA = 0, meanB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            meanA += a[i];
            meanB += b[i];
        }

        meanA /= a.Length;
        meanB /= b.Length;
        double ab = 0, aa = 0, bb = 0;
        for (int i = 0; i < a.Length; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }

        return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : 0;
    }

    /// <summary>A photo that may be a copy.</summary>
    internal sealed record Candidate(string ContentHash, PerceptualHash Look, AnalysedFace Face, bool MustKeep);
}

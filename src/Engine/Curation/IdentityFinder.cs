using System.Numerics.Tensors;
using MyStyle.Engine.Faces;

namespace MyStyle.Engine.Curation;

/// <summary>
/// Finds out who the album is about: starting from confirmed faces or, without any, from the face that the most other photos
/// strictly resemble, it takes in every photo whose median likeness to those already in is high enough, until nothing changes.
/// </summary>
internal sealed class IdentityFinder
{
    private const int MostRounds = 12;

    // The median over more faces than this no longer changes.
    private const int MostReferences = 256;
    private readonly FaceThresholds _thresholds;
    private readonly double _album;

    public IdentityFinder(FaceThresholds thresholds, double album)
    {
        _thresholds = thresholds;
        _album = album;
    }

    /// <summary>Finds the person.</summary>
    /// <param name="photos">The usable faces of each photo, by embedding.</param>
    /// <param name="confirmed">Faces known to be the person, from anywhere.</param>
    /// <param name="rejected">Faces known to be somebody else.</param>
    public Identity Find(IReadOnlyList<IReadOnlyList<float[]>> photos, IReadOnlyList<float[]> confirmed, IReadOnlyList<float[]> rejected)
    {
        List<Member> members = confirmed.Count > 0 ? [] : Seed(photos, rejected);
        if (confirmed.Count == 0 && members.Count == 0)
        {
            return new Identity([.. photos.Select(p => p.Select(_ => 0.0).ToArray())], [], 0);
        }

        for (int round = 0; round < MostRounds; round++)
        {
            References references = new(members, confirmed);
            List<Member> next = [];
            for (int photo = 0; photo < photos.Count; photo++)
            {
                Member? best = Best(photos[photo], photo, references, rejected);
                if (best is not null)
                {
                    next.Add(best);
                }
            }

            bool same = next.Select(m => (m.Photo, m.Face)).SequenceEqual(members.Select(m => (m.Photo, m.Face)));
            if (same || (next.Count == 0 && confirmed.Count == 0))
            {
                break;
            }

            members = next;
        }

        References final = new(members, confirmed);
        double[][] scores = new double[photos.Count][];
        for (int photo = 0; photo < photos.Count; photo++)
        {
            scores[photo] = [.. photos[photo].Select(e => Score(e, photo, final, rejected))];
        }

        HashSet<int> taken = [.. members.Select(m => m.Photo)];
        IReadOnlyList<IReadOnlyList<float[]>> rest = [.. photos.Select((p, i) => taken.Contains(i) ? (IReadOnlyList<float[]>)[] : p)];
        return new Identity(scores, [.. members.Select(m => m.Photo)], Seed(rest, rejected).Count);
    }

    private Member? Best(IReadOnlyList<float[]> faces, int photo, References references, IReadOnlyList<float[]> rejected)
    {
        Member? best = null;
        double bestScore = _album;
        for (int face = 0; face < faces.Count; face++)
        {
            double score = Score(faces[face], photo, references, rejected);
            if (score >= bestScore)
            {
                bestScore = score;
                best = new Member(photo, face, faces[face]);
            }
        }

        return best;
    }

    private double Score(float[] embedding, int photo, References references, IReadOnlyList<float[]> rejected)
    {
        double median = references.Median(embedding, photo);
        foreach (float[] other in rejected)
        {
            double likeness = FaceEmbedder.Cosine(embedding, other);
            if (likeness >= _thresholds.SamePersonStrict && likeness > median)
            {
                // Rather the person whom the user ruled out.
                return Math.Min(median, _album - 1e-3);
            }
        }

        return median;
    }

    /// <summary>The face with the most strict resemblances in other photos, and those.</summary>
    private List<Member> Seed(IReadOnlyList<IReadOnlyList<float[]>> photos, IReadOnlyList<float[]> rejected)
    {
        List<Member> all = [];
        for (int photo = 0; photo < photos.Count; photo++)
        {
            for (int face = 0; face < photos[photo].Count; face++)
            {
                float[] e = photos[photo][face];
                if (!rejected.Any(r => FaceEmbedder.Cosine(r, e) >= _thresholds.SamePersonStrict))
                {
                    all.Add(new Member(photo, face, e));
                }
            }
        }

        List<Member> best = [];
        // Any face of the largest cluster will do for a seed: in a large album a sample finds it.
        int stride = Math.Max(1, all.Count / 1024);
        for (int i = 0; i < all.Count; i += stride)
        {
            List<Member> near = [];
            foreach (Member other in all)
            {
                bool own = other.Photo == all[i].Photo;
                bool alike = own ? other.Face == all[i].Face : TensorPrimitives.Dot<float>(all[i].Embedding, other.Embedding) >= _thresholds.SamePersonStrict;
                if (alike && (near.Count == 0 || near[^1].Photo != other.Photo))
                {
                    near.Add(other);
                }
            }

            if (near.Count > best.Count)
            {
                best = near;
            }
        }

        return best;
    }

    private sealed record Member(int Photo, int Face, float[] Embedding);

    private sealed class References
    {
        private readonly List<(int Photo, float[] Embedding)> _faces = [];

        public References(List<Member> members, IReadOnlyList<float[]> confirmed)
        {
            _faces.AddRange(confirmed.Select(e => (-1, e)));
            int stride = Math.Max(1, members.Count / MostReferences);
            for (int i = 0; i < members.Count; i += stride)
            {
                _faces.Add((members[i].Photo, members[i].Embedding));
            }
        }

        /// <summary>Median cosine to the faces of other photos; 1 when there are none (a photo is like itself).</summary>
        public double Median(float[] embedding, int photo)
        {
            List<double> cosines = new(_faces.Count);
            foreach ((int owner, float[] other) in _faces)
            {
                if (owner != photo && !ReferenceEquals(other, embedding))
                {
                    cosines.Add(FaceEmbedder.Cosine(embedding, other));
                }
            }

            if (cosines.Count == 0)
            {
                return _faces.Count > 0 ? 1 : 0;
            }

            cosines.Sort();
            int middle = cosines.Count / 2;
            return cosines.Count % 2 == 1 ? cosines[middle] : (cosines[middle - 1] + cosines[middle]) / 2;
        }
    }
}

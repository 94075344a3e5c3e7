using System.Numerics.Tensors;

namespace MyStyle.Engine.Metrics;

/// <summary>The face embeddings of the reference photos, and what they say about other pictures. Safe to share between threads.</summary>
public sealed class ReferenceIdentity
{
    private readonly float[][] _embeddings;

    /// <summary>Takes one embedding a photo, of any length but zero; their order numbers the photos.</summary>
    public ReferenceIdentity(IEnumerable<float[]> embeddings)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        _embeddings = [.. embeddings.Select(embedding => Unit(embedding))];
        if (_embeddings.Length == 0 || _embeddings.Any(embedding => embedding.Length != _embeddings[0].Length))
        {
            throw new ArgumentException("Embeddings of one length are needed, at least one.", nameof(embeddings));
        }
    }

    /// <summary>Number of photos.</summary>
    public int Count => _embeddings.Length;

    /// <summary>Cosine to the nearest photo (section 4.1).</summary>
    /// <param name="embedding">Of the picture.</param>
    /// <param name="excluded">Photos that do not count: the anchors a picture was made from, or the photo itself.</param>
    /// <exception cref="ArgumentException">Every photo is excluded.</exception>
    public IdentityScore Score(ReadOnlySpan<float> embedding, IReadOnlyCollection<int>? excluded = null)
    {
        float[] cosines = Cosines(embedding);
        int nearest = -1;
        for (int i = 0; i < cosines.Length; i++)
        {
            if ((nearest < 0 || cosines[i] > cosines[nearest]) && excluded?.Contains(i) != true)
            {
                nearest = i;
            }
        }

        return nearest >= 0
            ? new IdentityScore(cosines[nearest], nearest)
            : throw new ArgumentException("Every reference photo is excluded.", nameof(excluded));
    }

    /// <summary>
    /// Every photo's score against the others: what the person scores against himself, the yardstick for all other scores. Empty
    /// for a single photo.
    /// </summary>
    public double[] SelfScores() =>
        Count < 2 ? [] : [.. Enumerable.Range(0, Count).Select(i => Score(_embeddings[i], [i]).Cosine)];

    /// <summary>Whether a photo is probably of somebody else.</summary>
    /// <param name="embedding">Of the photo.</param>
    /// <param name="threshold">Of the embedding's space.</param>
    public IdentityVerdict Judge(ReadOnlySpan<float> embedding, double threshold = IdentityVerdict.Dlib128Album) =>
        new(SummaryStatistics.Percentile(Cosines(embedding).Select(cosine => (double)cosine), 50), threshold);

    private float[] Cosines(ReadOnlySpan<float> embedding)
    {
        if (embedding.Length != _embeddings[0].Length)
        {
            throw new ArgumentException($"The references have {_embeddings[0].Length} numbers, the embedding {embedding.Length}.", nameof(embedding));
        }

        float[] unit = Unit(embedding);
        return Array.ConvertAll(_embeddings, reference => TensorPrimitives.Dot<float>(reference, unit));
    }

    private static float[] Unit(ReadOnlySpan<float> embedding)
    {
        float norm = TensorPrimitives.Norm(embedding);
        if (!(norm > 0) || !float.IsFinite(norm))
        {
            throw new ArgumentException("An embedding of length zero, or with a number that is not finite, says nothing.", nameof(embedding));
        }

        float[] unit = new float[embedding.Length];
        TensorPrimitives.Divide(embedding, norm, unit);
        return unit;
    }
}

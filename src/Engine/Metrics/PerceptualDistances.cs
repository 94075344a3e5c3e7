using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.Perceptual;
using static TorchSharp.torch;

namespace MyStyle.Engine.Metrics;

/// <summary>
/// Perceptual distances between many pictures of one size, such as the variety of a reference set (figure 6). What is kept of
/// the pictures at a time is bounded, however many there are and however large. Belongs to the engine thread.
/// </summary>
/// <param name="network">Measures.</param>
/// <param name="device">The network's device.</param>
public sealed class PerceptualDistances(PerceptualNetwork network, Device device)
{
    private const int MostPictures = 8;
    private const long BatchPixels = 8 * 256 * 256;
    private const long DefaultKeptBytes = 96L << 20;

    /// <summary>Most memory for features that wait to be compared; one picture's are kept even if they take more.</summary>
    internal long KeptBytes { get; init; } = DefaultKeptBytes;

    /// <summary>The distance of every picture from every other.</summary>
    /// <param name="pictures">N pictures of one size, no smaller than the network can look at.</param>
    /// <returns>[N, N], symmetric, the diagonal zero.</returns>
    /// <exception cref="ArgumentException">The pictures differ in size, or are too small for the network.</exception>
    public float[,] Pairwise(IReadOnlyList<RgbImage> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        float[,] distances = new float[pictures.Count, pictures.Count];
        Fill(distances, pictures, pictures, symmetric: true);
        return distances;
    }

    /// <summary>
    /// The distance of every picture from every other, one picture at a time, for who shares the engine thread. Features that are kept
    /// meanwhile are let go when the enumeration ends.
    /// </summary>
    /// <param name="pictures">N pictures of one size, no smaller than the network can look at.</param>
    /// <param name="distances">[N, N], filled as it goes: symmetric, the diagonal zero.</param>
    /// <returns>How many of the N columns were looked at, counted anew for every block of rows.</returns>
    /// <exception cref="ArgumentException">The pictures differ in size, or are too small for the network; or the distances are not [N, N].</exception>
    public IEnumerable<int> PairwiseSteps(IReadOnlyList<RgbImage> pictures, float[,] distances)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(distances);
        return distances.GetLength(0) == pictures.Count && distances.GetLength(1) == pictures.Count
            ? Steps(distances, pictures, pictures, symmetric: true)
            : throw new ArgumentException($"Distances of {pictures.Count} pictures are a [{pictures.Count}, {pictures.Count}] matrix.", nameof(distances));
    }

    /// <summary>The distance of every picture from every picture of another set.</summary>
    /// <param name="pictures">N pictures.</param>
    /// <param name="others">M pictures of the same size.</param>
    /// <returns>[N, M]</returns>
    /// <exception cref="ArgumentException">The pictures differ in size, or are too small for the network.</exception>
    public float[,] Between(IReadOnlyList<RgbImage> pictures, IReadOnlyList<RgbImage> others)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(others);
        float[,] distances = new float[pictures.Count, others.Count];
        Fill(distances, pictures, others, symmetric: false);
        return distances;
    }

    private void Fill(float[,] distances, IReadOnlyList<RgbImage> rows, IReadOnlyList<RgbImage> columns, bool symmetric)
    {
        foreach (int _ in Steps(distances, rows, columns, symmetric))
        {
            // Every step is taken at once.
        }
    }

    private IEnumerable<int> Steps(float[,] distances, IReadOnlyList<RgbImage> rows, IReadOnlyList<RgbImage> columns, bool symmetric)
    {
        RequireOneSize([.. rows, .. columns]);
        if (distances.Length == 0)
        {
            yield break;
        }

        int block = BlockSize(rows[0]);
        int batch = BatchSize(rows[0]);
        for (int row = 0; row < rows.Count; row += block)
        {
            int count = Math.Min(block, rows.Count - row);
            using PerceptualFeatures kept = Keep(rows, row, count);
            int column = 0;
            if (symmetric)
            {
                // What is left of the block has been mirrored already; the block itself need not be encoded twice.
                for (column = row; column < row + count; column++)
                {
                    Compare(distances, kept, row, kept, column - row, column, symmetric);
                    yield return column + 1;
                }
            }

            while (column < columns.Count)
            {
                int size = Math.Min(batch, columns.Count - column);
                using PerceptualFeatures others = Keep(columns, column, size);
                for (int j = 0; j < size; j++, column++)
                {
                    Compare(distances, kept, row, others, j, column, symmetric);
                    yield return column + 1;
                }
            }
        }
    }

    /// <summary>Compares kept rows with one column: a difference is as large as the features themselves.</summary>
    private static void Compare(float[,] distances, PerceptualFeatures rows, int firstRow, PerceptualFeatures columns, int place, int column, bool symmetric)
    {
        using IDisposable noGrad = no_grad();
        using var scope = NewDisposeScope();
        PerceptualFeatures one = new([.. columns.Taps.Select(tap => tap.narrow(0, place, 1))]);
        float[] values = PerceptualNetwork.Distance(rows, one).cpu().data<float>().ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            int row = firstRow + i;
            if (!symmetric)
            {
                distances[row, column] = values[i];
            }
            else if (row < column)
            {
                distances[row, column] = distances[column, row] = values[i];
            }
        }
    }

    /// <summary>Features that outlive a step; they belong to the caller.</summary>
    private PerceptualFeatures Keep(IReadOnlyList<RgbImage> pictures, int first, int count)
    {
        using IDisposable noGrad = no_grad();
        using var scope = NewDisposeScope();
        return EncodeAll(pictures, first, count).DetachFromDisposeScope();
    }

    private PerceptualFeatures EncodeAll(IReadOnlyList<RgbImage> pictures, int first, int count)
    {
        using var scope = NewDisposeScope();
        var parts = new List<PerceptualFeatures>();
        int batch = BatchSize(pictures[0]);
        for (int i = 0; i < count; i += batch)
        {
            parts.Add(Encode(pictures, first + i, Math.Min(batch, count - i)));
        }

        return MoveOut(PerceptualFeatures.Concatenate(parts));
    }

    private PerceptualFeatures Encode(IReadOnlyList<RgbImage> pictures, int first, int count)
    {
        using var scope = NewDisposeScope();
        return MoveOut(network.Encode(ImageTensors.ToTensor([.. pictures.Skip(first).Take(count)], device)));
    }

    private static PerceptualFeatures MoveOut(PerceptualFeatures features)
    {
        foreach (Tensor tap in features.Taps)
        {
            tap.MoveToOuterDisposeScope();
        }

        return features;
    }

    private int BlockSize(RgbImage picture)
    {
        using IDisposable noGrad = no_grad();
        using var scope = NewDisposeScope();
        long bytes = Encode([picture], 0, 1).ByteLength;
        return (int)Math.Clamp(KeptBytes / bytes, 1, int.MaxValue);
    }

    private static int BatchSize(RgbImage picture) =>
        (int)Math.Clamp(BatchPixels / ((long)picture.Width * picture.Height), 1, MostPictures);

    private void RequireOneSize(IReadOnlyList<RgbImage> pictures)
    {
        if (pictures.Any(picture => picture.Width != pictures[0].Width || picture.Height != pictures[0].Height))
        {
            throw new ArgumentException("Pictures that are compared must have one size.", nameof(pictures));
        }

        if (pictures.Count > 0 && Math.Min(pictures[0].Width, pictures[0].Height) < network.MinimumSize)
        {
            throw new ArgumentException($"The perceptual network needs pictures of at least {network.MinimumSize} pixels.", nameof(pictures));
        }
    }
}

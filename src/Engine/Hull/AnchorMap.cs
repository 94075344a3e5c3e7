using System.Numerics.Tensors;

namespace MyStyle.Engine.Hull;

/// <summary>
/// The anchors' plane of largest spread (principal components), to draw the hull as a map (figure 13). The signs are fixed: the
/// largest entry of each axis is positive.
/// </summary>
public sealed class AnchorMap
{
    private const int Block = 8;
    private readonly AnchorHull _hull;

    /// <summary>Finds the two axes by block power iteration, which costs N k a step and no decomposition of k x k.</summary>
    public AnchorMap(AnchorHull hull)
    {
        ArgumentNullException.ThrowIfNull(hull);
        _hull = hull;
        Axes = new RowMatrix(2, hull.Dimension);
        double total = TensorPrimitives.SumOfSquares<double>(hull.Centred.Values);
        double[] values = FindAxes(Axes);
        ExplainedVariance = [.. values.Select(value => total > 0 ? value / total : 0)];
        Positions = new RowMatrix(hull.Count, 2);
        for (int i = 0; i < hull.Count; i++)
        {
            Locate(hull.Anchors.Row(i)).CopyTo(Positions.Row(i));
        }
    }

    /// <summary>Two orthonormal axes of W [2, k]; a row of zeros where the anchors do not spread that far.</summary>
    public RowMatrix Axes { get; }

    /// <summary>The share of the anchors' variance on each axis, 0 to 1.</summary>
    public double[] ExplainedVariance { get; }

    /// <summary>Where the anchors lie on the map [N, 2].</summary>
    public RowMatrix Positions { get; }

    /// <summary>Where a code lies on the map, 2 numbers; the centre is the origin.</summary>
    public double[] Locate(ReadOnlySpan<double> w)
    {
        double[] offset = new double[_hull.Dimension];
        TensorPrimitives.Subtract(w, _hull.Centre, offset);
        return [TensorPrimitives.Dot<double>(Axes.Row(0), offset), TensorPrimitives.Dot<double>(Axes.Row(1), offset)];
    }

    private double[] FindAxes(RowMatrix axes)
    {
        RowMatrix centred = _hull.Centred;
        int size = Math.Min(Block, Math.Min(centred.Rows, centred.Columns));
        PortableRandom random = new(1);
        RowMatrix basis = new(size, centred.Columns);
        for (int i = 0; i < basis.Values.Length; i++)
        {
            basis.Values[i] = random.NextBell();
        }

        Orthonormalise(basis);
        double[] leading = new double[2];
        for (int step = 0; step < 500; step++)
        {
            double[] values = Rotate(basis, Covariance(centred, basis));
            double[] next = [.. Enumerable.Range(0, 2).Select(i => i < size ? values[i] : 0)];
            bool settled = Math.Abs(next[0] - leading[0]) + Math.Abs(next[1] - leading[1]) <= 1e-13 * next[0];
            leading = next;
            if (settled)
            {
                break;
            }
        }

        for (int i = 0; i < Math.Min(2, size); i++)
        {
            if (leading[i] > 1e-12 * leading[0])
            {
                Span<double> axis = basis.Row(i);
                double sign = axis[TensorPrimitives.IndexOfMaxMagnitude<double>(axis)] < 0 ? -1 : 1;
                TensorPrimitives.Multiply(axis, sign, axes.Row(i));
            }
        }

        return leading;
    }

    /// <summary>Rows C'C v of the basis rows v.</summary>
    private static RowMatrix Covariance(RowMatrix centred, RowMatrix basis)
    {
        RowMatrix images = new(basis.Rows, basis.Columns);
        for (int i = 0; i < centred.Rows; i++)
        {
            ReadOnlySpan<double> row = centred.Row(i);
            for (int j = 0; j < basis.Rows; j++)
            {
                TensorPrimitives.MultiplyAdd(row, TensorPrimitives.Dot(row, basis.Row(j)), images.Row(j), images.Row(j));
            }
        }

        return images;
    }

    /// <summary>One Rayleigh-Ritz step: the images become the next basis, along their principal axes, largest first.</summary>
    private static double[] Rotate(RowMatrix basis, RowMatrix images)
    {
        int size = basis.Rows;
        RowMatrix small = new(size, size);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                small[i, j] = TensorPrimitives.Dot<double>(basis.Row(i), images.Row(j));
            }
        }

        (double[] values, RowMatrix vectors) = SmallEigen.Symmetric(small);
        for (int i = 0; i < size; i++)
        {
            AnchorHull.Combine(images, vectors.Row(i), basis.Row(i));
        }

        Orthonormalise(basis);
        return values;
    }

    private static void Orthonormalise(RowMatrix basis)
    {
        for (int i = 0; i < basis.Rows; i++)
        {
            Span<double> row = basis.Row(i);
            double before = TensorPrimitives.Norm<double>(row);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                {
                    TensorPrimitives.MultiplyAdd(basis.Row(j), -TensorPrimitives.Dot<double>(basis.Row(j), row), row, row);
                }
            }

            double norm = TensorPrimitives.Norm<double>(row);
            if (norm > 1e-12 * before && norm > 0)
            {
                TensorPrimitives.Divide(row, norm, row);
            }
            else
            {
                row.Clear();
            }
        }
    }
}

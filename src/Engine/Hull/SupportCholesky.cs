using System.Numerics.Tensors;

namespace MyStyle.Engine.Hull;

/// <summary>
/// The Cholesky factor of <c>K_SS = G_SS + sigma</c> for a support S that grows and shrinks by one anchor at a time. Adding the
/// constant sigma to every entry changes nothing where coordinates sum to one, and makes K_SS positive definite exactly when
/// the anchors of S are affinely independent.
/// </summary>
internal sealed class SupportCholesky
{
    /// <summary>Squared relative distance from the span of the support below which an anchor is taken to lie in it.</summary>
    private const double DependenceTolerance = 1e-12;

    private readonly RowMatrix _gram;
    private readonly double _sigma;
    private readonly double[]?[] _rows;

    public SupportCholesky(RowMatrix gram)
    {
        _gram = gram;
        double trace = 0;
        for (int i = 0; i < gram.Rows; i++)
        {
            trace += gram[i, i];
        }

        _sigma = trace > 0 ? trace / gram.Rows : 1;
        _rows = new double[gram.Rows][];
    }

    /// <summary>The anchors of the support, in the order of the factor's rows.</summary>
    public List<int> Support { get; } = [];

    public void Clear() => Support.Clear();

    /// <summary>Adds an anchor; false, and nothing changed, if it depends affinely on those already there.</summary>
    public bool TryAdd(int anchor)
    {
        int size = Support.Count;
        if (size == _rows.Length)
        {
            return false;
        }

        double[] row = _rows[size] ??= new double[_rows.Length];
        double squares = 0;
        ReadOnlySpan<double> gramRow = _gram.Row(anchor);
        for (int i = 0; i < size; i++)
        {
            double[] other = _rows[i]!;
            double value = gramRow[Support[i]] + _sigma - TensorPrimitives.Dot<double>(other.AsSpan(0, i), row.AsSpan(0, i));
            row[i] = value / other[i];
            squares += row[i] * row[i];
        }

        double diagonal = gramRow[anchor] + _sigma;
        double rest = diagonal - squares;
        if (rest <= DependenceTolerance * diagonal)
        {
            return false;
        }

        row[size] = Math.Sqrt(rest);
        Support.Add(anchor);
        return true;
    }

    /// <summary>Removes the anchor at <paramref name="position"/> of the support; Givens rotations restore the triangle.</summary>
    public void RemoveAt(int position)
    {
        int size = Support.Count;
        double[] removed = _rows[position]!;
        Array.Copy(_rows, position + 1, _rows, position, size - position - 1);
        _rows[size - 1] = removed;
        Support.RemoveAt(position);

        int rotations = size - 1 - position;
        double[] cosines = new double[rotations];
        double[] sines = new double[rotations];
        for (int r = 0; r < rotations; r++)
        {
            Span<double> row = _rows[position + r].AsSpan(position, r + 2);
            double carried = row[0];
            for (int j = 0; j < r; j++)
            {
                double next = row[j + 1];
                row[j] = (cosines[j] * carried) + (sines[j] * next);
                carried = (cosines[j] * next) - (sines[j] * carried);
            }

            double below = row[r + 1];
            double length = Math.Sqrt((carried * carried) + (below * below));
            cosines[r] = carried / length;
            sines[r] = below / length;
            row[r] = length;
        }
    }

    /// <summary>Solves K_SS x = b in place.</summary>
    public void Solve(Span<double> b)
    {
        int size = Support.Count;
        for (int i = 0; i < size; i++)
        {
            ReadOnlySpan<double> row = _rows[i].AsSpan(0, i + 1);
            b[i] = (b[i] - TensorPrimitives.Dot(row[..i], b[..i])) / row[i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = _rows[i].AsSpan(0, i + 1);
            b[i] /= row[i];
            TensorPrimitives.MultiplyAdd(row[..i], -b[i], b[..i], b[..i]);
        }
    }
}

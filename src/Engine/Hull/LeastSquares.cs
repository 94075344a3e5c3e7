using System.Numerics.Tensors;

namespace MyStyle.Engine.Hull;

/// <summary>
/// Minimum-norm least squares <c>min ||A x - b||</c> for any A [m, n], of full rank or not, by a complete orthogonal
/// decomposition: Householder with column pivoting reveals the rank, a second sweep from the right removes what the pivots
/// do not determine. Columns of A are contiguous (pass A transposed, row after row), so that every step is a dot product.
/// </summary>
internal sealed class LeastSquares
{
    /// <summary>Anchors arrive in single precision: what differs by less than its rounding is not a dimension.</summary>
    public const double DefaultTolerance = 1e-6;

    private readonly int _m;
    private readonly int _n;
    private readonly double[] _left;
    private readonly double[] _leftTau;
    private readonly double[] _right;
    private readonly double[] _rightTau;
    private readonly double[] _triangle;

    /// <param name="transposed">A transposed [n, m]; not changed.</param>
    /// <param name="tolerance">Columns whose rest is shorter than this times the longest column add nothing.</param>
    /// <param name="floor">Nor does a rest shorter than this, however short the others are.</param>
    public LeastSquares(RowMatrix transposed, double tolerance = DefaultTolerance, double floor = 0)
    {
        _m = transposed.Columns;
        _n = transposed.Rows;
        _left = (double[])transposed.Values.Clone();
        _leftTau = new double[Math.Min(_m, _n)];
        Pivots = [.. Enumerable.Range(0, _n)];
        Rank = FactorLeft(tolerance, floor);

        // R = [R11 R12] is r by n; its rows, reflected from the right, become a lower triangle [T 0].
        _right = new double[Rank * _n];
        for (int j = 0; j < _n; j++)
        {
            for (int i = 0; i < Rank && i <= j; i++)
            {
                _right[(i * _n) + j] = _left[(j * _m) + i];
            }
        }

        _rightTau = new double[Rank];
        _triangle = new double[Rank * Rank];
        FactorRight();
    }

    /// <summary>Numerical rank of A.</summary>
    public int Rank { get; }

    /// <summary>Column order: the first <see cref="Rank"/> are independent and span the range.</summary>
    public int[] Pivots { get; }

    /// <summary>The solution of least norm.</summary>
    /// <param name="b">Right-hand side, m numbers.</param>
    public double[] Solve(ReadOnlySpan<double> b)
    {
        double[] c = b.ToArray();
        for (int j = 0; j < Rank; j++)
        {
            Reflect(_left.AsSpan((j * _m) + j, _m - j), _leftTau[j], c.AsSpan(j, _m - j));
        }

        // Forward substitution with the lower triangle, then the right reflections backwards.
        double[] x = new double[_n];
        for (int i = 0; i < Rank; i++)
        {
            ReadOnlySpan<double> row = _triangle.AsSpan(i * Rank, Rank);
            x[i] = (c[i] - TensorPrimitives.Dot(row[..i], x.AsSpan(0, i))) / row[i];
        }

        for (int i = Rank - 1; i >= 0; i--)
        {
            Reflect(_right.AsSpan((i * _n) + i, _n - i), _rightTau[i], x.AsSpan(i, _n - i));
        }

        double[] solution = new double[_n];
        for (int j = 0; j < _n; j++)
        {
            solution[Pivots[j]] = x[j];
        }

        return solution;
    }

    private int FactorLeft(double tolerance, double floor)
    {
        double longest = 0;
        for (int j = 0; j < _n; j++)
        {
            longest = Math.Max(longest, TensorPrimitives.Norm<double>(_left.AsSpan(j * _m, _m)));
        }

        for (int step = 0; step < _leftTau.Length; step++)
        {
            int best = step;
            double bestNorm = -1;
            for (int j = step; j < _n; j++)
            {
                double norm = TensorPrimitives.SumOfSquares<double>(_left.AsSpan((j * _m) + step, _m - step));
                if (norm > bestNorm)
                {
                    (best, bestNorm) = (j, norm);
                }
            }

            if (Math.Sqrt(bestNorm) <= Math.Max(floor, tolerance * longest))
            {
                return step;
            }

            if (best != step)
            {
                SwapColumns(step, best);
            }

            Span<double> v = _left.AsSpan((step * _m) + step, _m - step);
            _leftTau[step] = MakeReflector(v, out double diagonal);
            for (int j = step + 1; j < _n; j++)
            {
                Reflect(v, _leftTau[step], _left.AsSpan((j * _m) + step, _m - step));
            }

            // The reflector needs all of its column, so the diagonal of R is put back only when R is copied out.
            _diagonal.Add(diagonal);
        }

        return _leftTau.Length;
    }

    private readonly List<double> _diagonal = [];

    private void FactorRight()
    {
        for (int i = 0; i < Rank; i++)
        {
            _right[(i * _n) + i] = _diagonal[i];
        }

        for (int i = 0; i < Rank; i++)
        {
            for (int earlier = 0; earlier < i; earlier++)
            {
                _triangle[(i * Rank) + earlier] = _right[(i * _n) + earlier];
            }

            Span<double> v = _right.AsSpan((i * _n) + i, _n - i);
            _rightTau[i] = MakeReflector(v, out _triangle[(i * Rank) + i]);
            for (int later = i + 1; later < Rank; later++)
            {
                Reflect(v, _rightTau[i], _right.AsSpan((later * _n) + i, _n - i));
            }
        }
    }

    private void SwapColumns(int a, int b)
    {
        Span<double> first = _left.AsSpan(a * _m, _m);
        Span<double> second = _left.AsSpan(b * _m, _m);
        double[] keep = first.ToArray();
        second.CopyTo(first);
        keep.CopyTo(second);
        (Pivots[a], Pivots[b]) = (Pivots[b], Pivots[a]);
    }

    /// <summary>Turns x into v of H = I - tau v v', with H x = (diagonal, 0, ...).</summary>
    private static double MakeReflector(Span<double> x, out double diagonal)
    {
        double norm = TensorPrimitives.Norm<double>(x);
        if (norm == 0)
        {
            diagonal = 0;
            return 0;
        }

        diagonal = x[0] > 0 ? -norm : norm;
        x[0] -= diagonal;
        return 2 / TensorPrimitives.SumOfSquares<double>(x);
    }

    private static void Reflect(ReadOnlySpan<double> v, double tau, Span<double> target)
    {
        double scale = -tau * TensorPrimitives.Dot(v, target);
        TensorPrimitives.MultiplyAdd(v, scale, target, target);
    }
}

using System.Numerics.Tensors;

namespace MyStyle.Engine.Hull;

/// <summary>
/// Projects codes back into the dilated hull (B.4): minimise <c>||M alpha - w||</c> with sum 1 and <c>alpha &gt;= -beta</c>, exactly.
/// With <c>alpha = (1 + N beta) x - beta</c> this is the point of the anchors' convex hull nearest to the code moved towards the
/// centre by 1 + N beta. Starts from the last solution, so nearby codes (layers, steps of theta) cost little. Where anchors
/// depend on each other the projected point is unique but its coordinates are one choice of several, and which one may depend
/// on what was solved before. Not for use by two threads at once; instances are cheap beside the Gram matrix N x N they hold.
/// </summary>
public sealed class HullProjector
{
    private readonly NearestPointSolver _solver;

    /// <summary>Prepares the Gram matrix of the anchors, N^2 k multiplications.</summary>
    public HullProjector(AnchorHull hull)
    {
        ArgumentNullException.ThrowIfNull(hull);
        Hull = hull;
        _solver = new NearestPointSolver(Gram(hull.Centred));
    }

    /// <summary>The anchors it projects onto.</summary>
    public AnchorHull Hull { get; }

    /// <summary>Projects one code.</summary>
    /// <param name="w">k numbers.</param>
    /// <param name="beta">Allowed dilation, at least 0; infinity gives the plain affine least squares solution.</param>
    public HullProjection Project(ReadOnlySpan<double> w, double beta) => Project(w, beta, excluded: null);

    /// <summary>Projects every row of a W+ code; equal rows are solved once.</summary>
    /// <param name="codes">Codes [L, k].</param>
    /// <param name="beta">Allowed dilation, at least 0, or infinity.</param>
    public HullProjection[] ProjectRows(RowMatrix codes, double beta)
    {
        ArgumentNullException.ThrowIfNull(codes);
        HullProjection[] results = new HullProjection[codes.Rows];
        for (int i = 0; i < codes.Rows; i++)
        {
            int equal = 0;
            while (equal < i && !codes.Row(equal).SequenceEqual(codes.Row(i)))
            {
                equal++;
            }

            results[i] = equal < i ? results[equal] : Project(codes.Row(i), beta);
        }

        return results;
    }

    /// <summary>Forgets the last solution, so that the next depends on its input alone.</summary>
    public void Reset() => _solver.Reset();

    internal HullProjection Project(ReadOnlySpan<double> w, double beta, bool[]? excluded)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(beta);
        if (double.IsNaN(beta))
        {
            throw new ArgumentOutOfRangeException(nameof(beta), "beta is not a number.");
        }

        if (w.Length != Hull.Dimension)
        {
            throw new ArgumentException($"These anchors have {Hull.Dimension} dimensions; the code has {w.Length}.", nameof(w));
        }

        if (!TensorPrimitives.IsFiniteAll(w))
        {
            throw new ArgumentException("The code holds a number that is not finite.", nameof(w));
        }

        if (double.IsPositiveInfinity(beta))
        {
            double[] free = Hull.Coordinates(w);
            return new HullProjection(free, SquaredDistance(free, w), 0, 0);
        }

        int count = Hull.Count;
        double scale = 1 + (count * beta);
        double[] offset = new double[w.Length];
        TensorPrimitives.Subtract(w, Hull.Centre, offset);
        TensorPrimitives.Divide(offset, scale, offset);
        double[] b = new double[count];
        for (int i = 0; i < count; i++)
        {
            b[i] = TensorPrimitives.Dot<double>(Hull.Centred.Row(i), offset);
        }

        if (excluded is null && count > Hull.Dimension && Interior(w, beta, scale, b) is { } interior)
        {
            return interior;
        }

        _solver.Solve(b, excluded);
        double[] alpha = new double[count];
        alpha.AsSpan().Fill(-beta);
        foreach (int i in _solver.Support)
        {
            alpha[i] = Math.Max(-beta, (scale * _solver.Weights[i]) - beta);
        }

        // Rounding of the sum goes where there is most room for it.
        alpha[TensorPrimitives.IndexOfMax<double>(alpha)] -= TensorPrimitives.Sum<double>(alpha) - 1;
        return new HullProjection(alpha, SquaredDistance(alpha, w), 2 * scale * scale * _solver.Gap, _solver.Iterations);
    }

    /// <summary>
    /// More anchors than dimensions leave coordinates free; the ones nearest to the centre are often feasible at once, and their
    /// point is then as near as any.
    /// </summary>
    private HullProjection? Interior(ReadOnlySpan<double> w, double beta, double scale, ReadOnlySpan<double> b)
    {
        double[] alpha = Hull.Coordinates(w);
        if (Dilation.Minimal(alpha) > beta)
        {
            return null;
        }

        double[] x = new double[alpha.Length];
        TensorPrimitives.Add(alpha, beta, x);
        TensorPrimitives.Divide(x, scale, x);
        return _solver.CertifiedGap(x, b) is { } gap
            ? new HullProjection(alpha, SquaredDistance(alpha, w), 2 * scale * scale * gap, 0)
            : null;
    }

    private double SquaredDistance(ReadOnlySpan<double> alpha, ReadOnlySpan<double> w)
    {
        double[] point = Hull.Point(alpha);
        double distance = TensorPrimitives.Distance(point, w);
        return distance * distance;
    }

    private static RowMatrix Gram(RowMatrix rows)
    {
        RowMatrix gram = new(rows.Rows, rows.Rows);
        for (int i = 0; i < rows.Rows; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                gram[i, j] = TensorPrimitives.Dot<double>(rows.Row(i), rows.Row(j));
                gram[j, i] = gram[i, j];
            }
        }

        return gram;
    }
}

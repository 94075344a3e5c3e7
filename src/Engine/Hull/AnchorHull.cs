using System.Numerics.Tensors;

namespace MyStyle.Engine.Hull;

/// <summary>
/// The prior of one person: anchors w_1..w_N in W and the generalised barycentric coordinates over them (section 3.2). Any
/// number of anchors in any position will do; dependent ones only make coordinates ambiguous, never points. Immutable; safe to
/// share between threads.
/// </summary>
public sealed class AnchorHull
{
    /// <summary>Codes of W are of length 1 and more; anchors nearer to each other than this coincide.</summary>
    private const double Coinciding = 1e-9;

    private const double SingleRounding = 1.2e-7;

    private readonly Lazy<LeastSquares> _affine;
    private readonly Lazy<LeastSquares> _span;

    /// <summary>Takes anchors [N, k], which the hull then owns, and optionally their names.</summary>
    /// <exception cref="ArgumentException">Names do not match the anchors, or a number is not finite.</exception>
    public AnchorHull(RowMatrix anchors, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        if (names is not null && names.Count != anchors.Rows)
        {
            throw new ArgumentException($"There are {anchors.Rows} anchors and {names.Count} names.", nameof(names));
        }

        if (!TensorPrimitives.IsFiniteAll<double>(anchors.Values))
        {
            throw new ArgumentException("An anchor holds a number that is not finite.", nameof(anchors));
        }

        Anchors = anchors;
        Names = names ?? [];
        Centre = new double[anchors.Columns];
        for (int i = 0; i < anchors.Rows; i++)
        {
            TensorPrimitives.Add(Centre, anchors.Row(i), Centre);
        }

        TensorPrimitives.Divide(Centre, anchors.Rows, Centre);
        Centred = anchors.Clone();
        for (int i = 0; i < anchors.Rows; i++)
        {
            TensorPrimitives.Subtract(Centred.Row(i), Centre, Centred.Row(i));
        }

        // Anchors that differ by less than the rounding of single precision are one and the same: without a floor their difference would
        // count as a dimension, and coordinates along it would be so large that nothing is left of their sum.
        double magnitude = Enumerable.Range(0, anchors.Rows).Max(i => TensorPrimitives.Norm<double>(anchors.Row(i)));
        double rounding = Math.Max(Coinciding, SingleRounding * magnitude);
        _affine = new Lazy<LeastSquares>(() => new LeastSquares(Centred, floor: rounding));
        _span = new Lazy<LeastSquares>(() => new LeastSquares(Anchors));
    }

    /// <summary>Takes single precision anchors, row after row, as files and networks give them.</summary>
    public AnchorHull(int count, int dimension, ReadOnlySpan<float> anchors, IReadOnlyList<string>? names = null)
        : this(RowMatrix.FromFloats(count, dimension, anchors), names)
    {
    }

    /// <summary>The anchors [N, k].</summary>
    public RowMatrix Anchors { get; }

    /// <summary>The anchors' names, in order; empty if none were given.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>N.</summary>
    public int Count => Anchors.Rows;

    /// <summary>k.</summary>
    public int Dimension => Anchors.Columns;

    /// <summary>The mean anchor, k numbers: alpha = (1/N, ..., 1/N), where projections start (B.3).</summary>
    public double[] Centre { get; }

    /// <summary>Dimension of the anchors' affine span: N - 1 when they are affinely independent.</summary>
    public int AffineDimension => _affine.Value.Rank;

    /// <summary>Anchors less their mean [N, k].</summary>
    internal RowMatrix Centred { get; }

    internal LeastSquares AffineSystem => _affine.Value;

    /// <summary>The alpha of the centre: 1/N everywhere.</summary>
    public double[] CentreAlpha()
    {
        double[] alpha = new double[Count];
        alpha.AsSpan().Fill(1.0 / Count);
        return alpha;
    }

    /// <summary>The point M alpha of W, k numbers (equation 3).</summary>
    public double[] Point(ReadOnlySpan<double> alpha)
    {
        double[] w = new double[Dimension];
        Combine(Anchors, alpha, w);
        return w;
    }

    /// <summary>The W+ code [L, k] of an alpha-plus [L, N].</summary>
    public RowMatrix Points(RowMatrix alphaPlus)
    {
        ArgumentNullException.ThrowIfNull(alphaPlus);
        RowMatrix codes = new(alphaPlus.Rows, Dimension);
        for (int i = 0; i < alphaPlus.Rows; i++)
        {
            Combine(Anchors, alphaPlus.Row(i), codes.Row(i));
        }

        return codes;
    }

    /// <summary>
    /// Coordinates, summing to one, of the point of the anchors' affine span nearest to <paramref name="w"/>; of all such
    /// coordinates the ones nearest to the centre. Nothing bounds the dilation.
    /// </summary>
    public double[] Coordinates(ReadOnlySpan<double> w)
    {
        RequireDimension(w);
        double[] offset = new double[Dimension];
        TensorPrimitives.Subtract(w, Centre, offset);

        // Columns of the centred system sum to zero, so the least-norm solution does too.
        double[] alpha = _affine.Value.Solve(offset);
        TensorPrimitives.Add(alpha, 1.0 / Count, alpha);
        SumTo(alpha, 1);
        return alpha;
    }

    /// <summary>A direction of W in this person's coordinates (section 3.4); of all equivalent gammas the shortest.</summary>
    /// <param name="direction">k numbers; its length is kept.</param>
    /// <param name="form">Affine keeps the sum of alpha; span equals the reference.</param>
    /// <exception cref="ArgumentException">The direction is zero or of another dimension.</exception>
    public PersonalDirection Project(ReadOnlySpan<double> direction, DirectionForm form = DirectionForm.Affine)
    {
        RequireDimension(direction);
        double length = TensorPrimitives.Norm(direction);
        if (!(length > 0))
        {
            throw new ArgumentException("A direction of length zero points nowhere.", nameof(direction));
        }

        double[] gamma = (form == DirectionForm.Affine ? _affine : _span).Value.Solve(direction);
        if (form == DirectionForm.Affine)
        {
            SumTo(gamma, 0);
        }

        double[] projected = new double[Dimension];
        Combine(form == DirectionForm.Affine ? Centred : Anchors, gamma, projected);
        double rest = TensorPrimitives.Norm<double>(projected);
        double cosine = rest > 1e-12 * length ? Math.Clamp(TensorPrimitives.Dot(direction, projected) / (rest * length), 0, 1) : 0;
        return new PersonalDirection(gamma, projected, cosine, form);
    }

    /// <summary>The hull of some of the anchors, with their names.</summary>
    public AnchorHull Subset(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return new AnchorHull(Anchors.Select(indices), Names.Count == 0 ? null : [.. indices.Select(i => Names[i])]);
    }

    /// <summary>sum_i weights_i rows_i.</summary>
    internal static void Combine(RowMatrix rows, ReadOnlySpan<double> weights, Span<double> result)
    {
        if (weights.Length != rows.Rows)
        {
            throw new ArgumentException($"{rows.Rows} anchors take {rows.Rows} coordinates, not {weights.Length}.", nameof(weights));
        }

        result.Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] != 0)
            {
                TensorPrimitives.MultiplyAdd(rows.Row(i), weights[i], result, result);
            }
        }
    }

    /// <summary>Spreads what rounding left of the sum evenly.</summary>
    internal static void SumTo(Span<double> values, double total)
    {
        double excess = (TensorPrimitives.Sum<double>(values) - total) / values.Length;
        TensorPrimitives.Subtract(values, excess, values);
    }

    private void RequireDimension(ReadOnlySpan<double> w)
    {
        if (w.Length != Dimension)
        {
            throw new ArgumentException($"These anchors have {Dimension} dimensions; the vector has {w.Length}.");
        }
    }
}

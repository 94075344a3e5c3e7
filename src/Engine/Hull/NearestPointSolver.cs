using System.Numerics.Tensors;

namespace MyStyle.Engine.Hull;

/// <summary>
/// The point of a convex hull nearest to a target, by Wolfe's active set method on the Gram matrix: minimise
/// <c>x'Gx/2 - b'x</c> over the simplex. The support holds affinely independent anchors with positive weight; a major step lets
/// in anchors that lie on the near side of the current point, a minor step moves to the least point of the support's affine
/// span, or as far as the simplex allows and drops whom it hits. The objective falls strictly, so the end is reached in
/// finitely many steps, and it starts where the last solution ended.
/// </summary>
internal sealed class NearestPointSolver
{
    private const double Tolerance = 1e-12;

    private readonly RowMatrix _gram;
    private readonly SupportCholesky _factor;
    private readonly double[] _x;
    private readonly double[] _gradient;
    private readonly double[] _least;
    private readonly double[] _ones;
    private readonly double _gramScale;

    public NearestPointSolver(RowMatrix gram)
    {
        _gram = gram;
        _factor = new SupportCholesky(gram);
        _x = new double[gram.Rows];
        _gradient = new double[gram.Rows];
        _least = new double[gram.Rows];
        _ones = new double[gram.Rows];
        for (int i = 0; i < gram.Rows; i++)
        {
            _gramScale = Math.Max(_gramScale, gram[i, i]);
        }
    }

    /// <summary>Weights over the anchors, zero outside the support, summing to one.</summary>
    public ReadOnlySpan<double> Weights => _x;

    /// <summary>Anchors with positive weight.</summary>
    public IReadOnlyList<int> Support => _factor.Support;

    /// <summary>Upper bound on what the objective still lies above its minimum: the certificate of optimality.</summary>
    public double Gap { get; private set; }

    /// <summary>Major steps the last solve took.</summary>
    public int Iterations { get; private set; }

    /// <summary>Forgets the last solution.</summary>
    public void Reset()
    {
        _factor.Clear();
        Array.Clear(_x);
    }

    /// <param name="b">Inner products of the anchors with the target, N numbers.</param>
    /// <param name="excluded">Anchors that may not be used, or null.</param>
    public void Solve(ReadOnlySpan<double> b, bool[]? excluded = null)
    {
        double tolerance = Scaled(b);
        if (excluded is not null && _factor.Support.Exists(i => excluded[i]))
        {
            Reset();
        }

        if (_factor.Support.Count == 0)
        {
            StartAtNearestAnchor(b, excluded);
        }

        int limit = 100 + (20 * _gram.Rows);
        for (Iterations = 1; ; Iterations++)
        {
            Descend(b);
            double level = UpdateGradient(b);
            if (Iterations >= limit || !LetIn(level - tolerance, excluded))
            {
                break;
            }
        }

        Gap = OptimalityGap(excluded);
    }

    /// <summary>The optimality gap of the given weights, or null if they are not optimal to the solver's own tolerance.</summary>
    public double? CertifiedGap(ReadOnlySpan<double> weights, ReadOnlySpan<double> b)
    {
        TensorPrimitives.Negate(b, _gradient);
        for (int i = 0; i < weights.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(_gram.Row(i), weights[i], _gradient, _gradient);
        }

        double gap = Math.Max(0, TensorPrimitives.Dot(weights, _gradient) - TensorPrimitives.Min<double>(_gradient));
        return gap <= Scaled(b) ? gap : null;
    }

    private double Scaled(ReadOnlySpan<double> b) =>
        Tolerance * (_gramScale + Math.Abs(TensorPrimitives.MaxMagnitude(b)) + double.Epsilon);

    private void StartAtNearestAnchor(ReadOnlySpan<double> b, bool[]? excluded)
    {
        int nearest = -1;
        double least = double.PositiveInfinity;
        for (int i = 0; i < _x.Length; i++)
        {
            double value = (0.5 * _gram[i, i]) - b[i];
            if (value < least && excluded?[i] != true)
            {
                (nearest, least) = (i, value);
            }
        }

        if (nearest < 0)
        {
            throw new ArgumentException("Every anchor is excluded.", nameof(excluded));
        }

        Reset();
        _factor.TryAdd(nearest);
        _x[nearest] = 1;
    }

    /// <summary>Minor steps: to the least point of the support's affine span that the simplex holds.</summary>
    private void Descend(ReadOnlySpan<double> b)
    {
        List<int> support = _factor.Support;
        while (true)
        {
            Span<double> least = _least.AsSpan(0, support.Count);
            LeastOfSpan(b, least);

            double step = 1;
            int blocking = -1;
            for (int i = 0; i < least.Length; i++)
            {
                double x = _x[support[i]];
                if (least[i] <= 0 && x / (x - least[i] + double.Epsilon) < step)
                {
                    step = Math.Max(0, x / (x - least[i] + double.Epsilon));
                    blocking = i;
                }
            }

            for (int i = 0; i < least.Length; i++)
            {
                double x = _x[support[i]];
                _x[support[i]] = Math.Max(0, blocking < 0 ? least[i] : x + (step * (least[i] - x)));
            }

            if (blocking < 0)
            {
                return;
            }

            _x[support[blocking]] = 0;
            _factor.RemoveAt(blocking);
        }
    }

    /// <summary>Minimiser over the affine span of the support: K y = b, K z = 1, y + z (1 - sum y) / sum z.</summary>
    private void LeastOfSpan(ReadOnlySpan<double> b, Span<double> least)
    {
        List<int> support = _factor.Support;
        for (int i = 0; i < least.Length; i++)
        {
            least[i] = b[support[i]];
        }

        Span<double> ones = _ones.AsSpan(0, least.Length);
        ones.Fill(1);
        _factor.Solve(least);
        _factor.Solve(ones);
        double scale = (1 - TensorPrimitives.Sum<double>(least)) / TensorPrimitives.Sum<double>(ones);
        TensorPrimitives.MultiplyAdd(ones, scale, least, least);
    }

    /// <summary>Gradient Gx - b everywhere; returns its common value on the support.</summary>
    private double UpdateGradient(ReadOnlySpan<double> b)
    {
        TensorPrimitives.Negate(b, _gradient);
        double level = 0;
        foreach (int i in _factor.Support)
        {
            TensorPrimitives.MultiplyAdd(_gram.Row(i), _x[i], _gradient, _gradient);
        }

        foreach (int i in _factor.Support)
        {
            level += _gradient[i] * _x[i];
        }

        return level;
    }

    /// <summary>
    /// Adds the anchors with the steepest descent, as many as the support has. With all of them at weight zero at least one gets
    /// a positive weight in the next minor step, so the objective falls whatever the number.
    /// </summary>
    private bool LetIn(double below, bool[]? excluded)
    {
        List<(double Gradient, int Anchor)> candidates = [];
        for (int i = 0; i < _gradient.Length; i++)
        {
            if (_gradient[i] < below && _x[i] == 0 && excluded?[i] != true)
            {
                candidates.Add((_gradient[i], i));
            }
        }

        candidates.Sort();
        int room = Math.Max(4, _factor.Support.Count / 2);
        bool added = false;
        foreach ((_, int anchor) in candidates)
        {
            if (_factor.Support.Contains(anchor) || !_factor.TryAdd(anchor))
            {
                continue;
            }

            added = true;
            if (--room == 0)
            {
                break;
            }
        }

        return added;
    }

    private double OptimalityGap(bool[]? excluded)
    {
        double least = double.PositiveInfinity;
        for (int i = 0; i < _gradient.Length; i++)
        {
            if (excluded?[i] != true)
            {
                least = Math.Min(least, _gradient[i]);
            }
        }

        return Math.Max(0, TensorPrimitives.Dot<double>(_x, _gradient) - least);
    }
}

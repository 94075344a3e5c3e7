using System.Numerics.Tensors;

namespace MyStyle.Engine.Hull;

/// <summary>Draws alphas from the hull of N anchors. A seed fixes the sequence on every platform.</summary>
public sealed class HullSampler
{
    private readonly PortableRandom _random;
    private readonly int _count;
    private readonly SamplerKind _kind;
    private readonly double _beta;
    private double[]? _walker;

    /// <summary>A sequence of samples.</summary>
    /// <param name="kind">Which distribution.</param>
    /// <param name="anchorCount">N, at least 1.</param>
    /// <param name="seed">Fixes the sequence.</param>
    /// <param name="beta">Dilation the samples may use, finite, at least 0; three-anchor samples never dilate.</param>
    public HullSampler(SamplerKind kind, int anchorCount, ulong seed, double beta = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(anchorCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(beta);
        if (!double.IsFinite(beta))
        {
            throw new ArgumentOutOfRangeException(nameof(beta), "Uniform samples of an unbounded space do not exist.");
        }

        _kind = kind;
        _count = anchorCount;
        _beta = beta;
        _random = new PortableRandom(seed);
    }

    /// <summary>The next alpha, N numbers summing to one, none below -beta.</summary>
    public double[] Next() => _kind switch
    {
        SamplerKind.ThreeAnchors => ThreeAnchors(),
        SamplerKind.UniformSimplex => UniformSimplex(),
        SamplerKind.HitAndRun => HitAndRun(),
        _ => throw new InvalidOperationException($"No such sampler: {_kind}."),
    };

    /// <summary>The next <paramref name="count"/> alphas, [count, N].</summary>
    public RowMatrix Next(int count)
    {
        RowMatrix samples = new(count, _count);
        for (int i = 0; i < count; i++)
        {
            Next().CopyTo(samples.Row(i));
        }

        return samples;
    }

    /// <summary>The code <paramref name="t"/> of the way from one alpha-plus to another (0 to 1): never farther outside than the farther end.</summary>
    public static RowMatrix Interpolate(RowMatrix from, RowMatrix to, double t)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        RowMatrix result = new(from.Rows, from.Columns);
        TensorPrimitives.Multiply(to.Values, t, result.Values);
        TensorPrimitives.MultiplyAdd(from.Values, 1 - t, result.Values, result.Values);
        return result;
    }

    private double[] ThreeAnchors()
    {
        int used = Math.Min(3, _count);
        int[] order = [.. Enumerable.Range(0, _count)];
        double[] alpha = new double[_count];
        double sum = 0;
        for (int i = 0; i < used; i++)
        {
            int j = i + _random.NextInt(_count - i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        while (sum == 0)
        {
            for (int i = 0; i < used; i++)
            {
                alpha[order[i]] = _random.NextDouble();
                sum += alpha[order[i]];
            }
        }

        TensorPrimitives.Divide(alpha, sum, alpha);
        return alpha;
    }

    /// <summary>Gaps between sorted uniforms are uniform on the simplex, and need no logarithm.</summary>
    private double[] UniformSimplex()
    {
        double[] cuts = new double[_count + 1];
        for (int i = 1; i < _count; i++)
        {
            cuts[i] = _random.NextDouble();
        }

        cuts[_count] = 1;
        Array.Sort(cuts);
        double[] alpha = new double[_count];
        TensorPrimitives.Subtract(cuts.AsSpan(1), cuts.AsSpan(0, _count), alpha);
        return Dilate(alpha);
    }

    private double[] HitAndRun()
    {
        // N steps from one sample to the next; ten times as many to forget the centre.
        int steps = _walker is null ? 10 * _count : _count;
        _walker ??= [.. Enumerable.Repeat(1.0 / _count, _count)];
        double[] direction = new double[_count];
        for (int step = 0; step < steps && _count > 1; step++)
        {
            double mean = 0;
            for (int i = 0; i < _count; i++)
            {
                direction[i] = _random.NextBell();
                mean += direction[i] / _count;
            }

            double lower = double.NegativeInfinity;
            double upper = double.PositiveInfinity;
            for (int i = 0; i < _count; i++)
            {
                direction[i] -= mean;
                double end = -_walker[i] / direction[i];
                if (direction[i] < 0)
                {
                    upper = Math.Min(upper, end);
                }
                else if (direction[i] > 0)
                {
                    lower = Math.Max(lower, end);
                }
            }

            double t = lower + (_random.NextDouble() * (upper - lower));
            double sum = 0;
            for (int i = 0; i < _count; i++)
            {
                _walker[i] = Math.Max(0, _walker[i] + (t * direction[i]));
                sum += _walker[i];
            }

            for (int i = 0; i < _count; i++)
            {
                _walker[i] /= sum;
            }
        }

        return Dilate((double[])_walker.Clone());
    }

    /// <summary>From the simplex to the beta-dilated simplex.</summary>
    private double[] Dilate(double[] x)
    {
        double scale = 1 + (_count * _beta);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = (scale * x[i]) - _beta;
        }

        return x;
    }
}

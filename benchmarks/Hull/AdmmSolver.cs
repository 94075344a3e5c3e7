using System.Numerics.Tensors;
using MyStyle.Engine.Hull;

namespace MyStyle.Benchmarks.Hull;

/// <summary>
/// What a general-purpose QP solver does with the same problem (the reference calls OSQP, which is ADMM): factor once, then
/// alternate between the equality-constrained least squares step and the bounds until primal and dual residuals are small.
/// </summary>
internal sealed class AdmmSolver
{
    private readonly AnchorHull _hull;
    private readonly double[][] _factor;
    private readonly double[] _ones;
    private readonly double _onesSum;
    private readonly double _rho;

    public AdmmSolver(AnchorHull hull)
    {
        _hull = hull;
        int n = hull.Count;
        double trace = 0;
        _factor = new double[n][];
        for (int i = 0; i < n; i++)
        {
            _factor[i] = new double[i + 1];
            for (int j = 0; j <= i; j++)
            {
                _factor[i][j] = TensorPrimitives.Dot<double>(hull.Anchors.Row(i), hull.Anchors.Row(j));
            }

            trace += _factor[i][i];
        }

        _rho = 0.1 * trace / n;
        for (int i = 0; i < n; i++)
        {
            _factor[i][i] += _rho;
            for (int j = 0; j <= i; j++)
            {
                double value = _factor[i][j] - TensorPrimitives.Dot<double>(_factor[i].AsSpan(0, j), _factor[j].AsSpan(0, j));
                _factor[i][j] = i == j ? Math.Sqrt(value) : value / _factor[j][j];
            }
        }

        _ones = [.. Enumerable.Repeat(1.0, n)];
        Solve(_ones);
        _onesSum = TensorPrimitives.Sum<double>(_ones);
    }

    public (double[] Alpha, int Iterations) Project(ReadOnlySpan<double> w, double beta, double tolerance)
    {
        int n = _hull.Count;
        double[] linear = new double[n];
        for (int i = 0; i < n; i++)
        {
            linear[i] = TensorPrimitives.Dot(_hull.Anchors.Row(i), w);
        }

        double[] x = new double[n];
        double[] z = _hull.CentreAlpha();
        double[] u = new double[n];
        int iteration = 0;
        while (++iteration < 20000)
        {
            TensorPrimitives.Subtract(z, u, x);
            TensorPrimitives.MultiplyAdd(x, _rho, linear, x);
            Solve(x);
            TensorPrimitives.MultiplyAdd(_ones, (1 - TensorPrimitives.Sum<double>(x)) / _onesSum, x, x);
            double primal = 0;
            double dual = 0;
            for (int i = 0; i < n; i++)
            {
                double next = Math.Max(-beta, x[i] + u[i]);
                primal = Math.Max(primal, Math.Abs(x[i] - next));
                dual = Math.Max(dual, Math.Abs(next - z[i]));
                u[i] += x[i] - next;
                z[i] = next;
            }

            if (primal < tolerance && dual < tolerance)
            {
                break;
            }
        }

        return (z, iteration);
    }

    private void Solve(Span<double> b)
    {
        for (int i = 0; i < b.Length; i++)
        {
            b[i] = (b[i] - TensorPrimitives.Dot(_factor[i].AsSpan(0, i), b[..i])) / _factor[i][i];
        }

        for (int i = b.Length - 1; i >= 0; i--)
        {
            b[i] /= _factor[i][i];
            TensorPrimitives.MultiplyAdd(_factor[i].AsSpan(0, i), -b[i], b[..i], b[..i]);
        }
    }
}

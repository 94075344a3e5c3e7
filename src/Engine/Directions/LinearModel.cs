using System.Numerics.Tensors;
using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Directions;

/// <summary>
/// Linear models fitted in the span of the centred samples: with fewer samples than dimensions that is all they determine, and
/// the regularised optimum lies in it. Samples are centred and scaled to a mean squared length of 1, so one regularisation
/// suits any space.
/// </summary>
internal sealed class LinearModel
{
    private const int NewtonLimit = 100;
    private readonly double[] _mean;
    private readonly double _scale;
    private readonly RowMatrix _features;
    private readonly IReadOnlyList<double[]>? _basis;

    /// <param name="samples">[n, k]; not changed.</param>
    public LinearModel(RowMatrix samples)
    {
        _mean = new double[samples.Columns];
        for (int i = 0; i < samples.Rows; i++)
        {
            TensorPrimitives.Add(_mean, samples.Row(i), _mean);
        }

        TensorPrimitives.Divide(_mean, samples.Rows, _mean);
        RowMatrix centred = samples.Clone();
        for (int i = 0; i < samples.Rows; i++)
        {
            TensorPrimitives.Subtract(centred.Row(i), _mean, centred.Row(i));
        }

        double length = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(centred.Values) / samples.Rows);
        _scale = length > 0 ? 1 / length : 1;
        TensorPrimitives.Multiply(centred.Values, _scale, centred.Values);
        _basis = samples.Rows <= samples.Columns ? OrthonormalBasis.Of(centred) : null;
        _features = _basis is { Count: > 0 } basis ? Reduce(centred, basis) : centred;
        Weights = new double[_features.Columns];
    }

    /// <summary>Normal of the model in the features' space.</summary>
    private double[] Weights { get; set; }

    private double Bias { get; set; }

    /// <summary>The normal in the space of the samples, k numbers: the value rises by its dot product with a displacement.</summary>
    public double[] Normal()
    {
        double[] normal = new double[_mean.Length];
        if (_basis is { Count: > 0 } basis)
        {
            for (int i = 0; i < basis.Count; i++)
            {
                TensorPrimitives.MultiplyAdd(basis[i], Weights[i], normal, normal);
            }
        }
        else
        {
            Weights.CopyTo(normal, 0);
        }

        TensorPrimitives.Multiply(normal, _scale, normal);
        return normal;
    }

    /// <summary>What the model says of each row.</summary>
    public double[] Predict(RowMatrix samples)
    {
        double[] normal = Normal();
        double offset = Bias - TensorPrimitives.Dot<double>(normal, _mean);
        return [.. Enumerable.Range(0, samples.Rows).Select(i => TensorPrimitives.Dot<double>(samples.Row(i), normal) + offset)];
    }

    /// <summary>Least squares with a penalty: mean (x.w + b - y)^2 + lambda w.w.</summary>
    public void FitRidge(double[] scores, double lambda)
    {
        Bias = scores.Average();
        double[] y = [.. scores.Select(score => score - Bias)];
        double[] equal = new double[y.Length];
        equal.AsSpan().Fill(1.0 / y.Length);
        RowMatrix normalMatrix = Weighted(equal, lambda, out _, out _);
        double[] right = Transposed(y);
        TensorPrimitives.Divide(right, y.Length, right);
        SolvePositive(normalMatrix, right);
        Weights = right;
    }

    /// <summary>
    /// Logistic regression, both groups weighing the same: mean log(1 + exp(-y (x.w + b))) + lambda/2 w.w, by Newton's method with
    /// halving of steps, to the last digit. Starts from the last fit.
    /// </summary>
    /// <param name="positive">Which samples belong to the positive group; both groups occur.</param>
    /// <param name="lambda">Above 0.</param>
    public void FitLogistic(bool[] positive, double lambda)
    {
        int count = positive.Count(value => value);
        double[] share = [.. positive.Select(value => 0.5 / (value ? count : positive.Length - count))];
        double loss = Loss(Weights, Bias, positive, share, lambda);
        for (int iteration = 0; iteration < NewtonLimit; iteration++)
        {
            double[] residual = new double[positive.Length];
            double[] curvature = new double[positive.Length];
            for (int i = 0; i < positive.Length; i++)
            {
                double probability = 1 / (1 + Math.Exp(-Value(i, Weights, Bias)));
                residual[i] = share[i] * (probability - (positive[i] ? 1 : 0));
                curvature[i] = share[i] * Math.Max(probability * (1 - probability), 1e-12);
            }

            double[] gradient = Transposed(residual);
            TensorPrimitives.MultiplyAdd(Weights, lambda, gradient, gradient);
            double biasGradient = TensorPrimitives.Sum<double>(residual);
            RowMatrix hessian = Weighted(curvature, lambda, out double[] cross, out double total);

            // The bias is eliminated first: H - c c'/t, and the step that follows for it.
            for (int i = 0; i < cross.Length; i++)
            {
                TensorPrimitives.MultiplyAdd(cross, -cross[i] / total, hessian.Row(i), hessian.Row(i));
            }

            double[] step = new double[gradient.Length];
            TensorPrimitives.MultiplyAdd(cross, -biasGradient / total, gradient, step);
            SolvePositive(hessian, step);
            double biasStep = (biasGradient - TensorPrimitives.Dot<double>(cross, step)) / total;
            double decrease = TensorPrimitives.Dot<double>(gradient, step) + (biasGradient * biasStep);
            if (!(decrease > 1e-14) || !Descend(step, biasStep, positive, share, lambda, ref loss))
            {
                return;
            }
        }
    }

    private bool Descend(double[] step, double biasStep, bool[] positive, double[] share, double lambda, ref double loss)
    {
        for (double length = 1; length > 1e-6; length /= 2)
        {
            double[] candidate = new double[step.Length];
            TensorPrimitives.MultiplyAdd(step, -length, Weights, candidate);
            double next = Loss(candidate, Bias - (length * biasStep), positive, share, lambda);
            if (next < loss)
            {
                (Weights, Bias, loss) = (candidate, Bias - (length * biasStep), next);
                return true;
            }
        }

        return false;
    }

    private double Loss(double[] weights, double bias, bool[] positive, double[] share, double lambda)
    {
        double loss = 0.5 * lambda * TensorPrimitives.SumOfSquares<double>(weights);
        for (int i = 0; i < positive.Length; i++)
        {
            double margin = Value(i, weights, bias) * (positive[i] ? 1 : -1);
            loss += share[i] * (margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)) - margin);
        }

        return loss;
    }

    private double Value(int sample, double[] weights, double bias) => TensorPrimitives.Dot<double>(_features.Row(sample), weights) + bias;

    private double[] Transposed(double[] perSample)
    {
        double[] result = new double[_features.Columns];
        AnchorHull.Combine(_features, perSample, result);
        return result;
    }

    /// <summary>sum_i c_i x_i x_i' + lambda, sum_i c_i x_i and sum_i c_i.</summary>
    private RowMatrix Weighted(double[] weights, double lambda, out double[] cross, out double total)
    {
        int size = _features.Columns;
        RowMatrix matrix = new(size, size);
        for (int i = 0; i < weights.Length; i++)
        {
            ReadOnlySpan<double> x = _features.Row(i);
            for (int row = 0; row < size; row++)
            {
                // The lower half is all that the factorisation reads, but rows are wanted whole for the bias.
                Span<double> target = matrix.Row(row);
                TensorPrimitives.MultiplyAdd(x, weights[i] * x[row], target, target);
            }
        }

        for (int i = 0; i < size; i++)
        {
            matrix[i, i] += lambda;
        }

        cross = Transposed(weights);
        total = TensorPrimitives.Sum<double>(weights);
        return matrix;
    }

    private static RowMatrix Reduce(RowMatrix centred, IReadOnlyList<double[]> basis)
    {
        RowMatrix reduced = new(centred.Rows, basis.Count);
        for (int i = 0; i < centred.Rows; i++)
        {
            for (int j = 0; j < basis.Count; j++)
            {
                reduced[i, j] = TensorPrimitives.Dot<double>(centred.Row(i), basis[j]);
            }
        }

        return reduced;
    }

    /// <summary>Solves a positive definite system in place; the matrix is destroyed.</summary>
    private static void SolvePositive(RowMatrix matrix, Span<double> b)
    {
        int n = matrix.Rows;
        for (int i = 0; i < n; i++)
        {
            Span<double> row = matrix.Row(i);
            for (int j = 0; j <= i; j++)
            {
                double value = row[j] - TensorPrimitives.Dot<double>(row[..j], matrix.Row(j)[..j]);
                row[j] = i == j ? Math.Sqrt(Math.Max(value, 1e-300)) : value / matrix[j, j];
            }

            b[i] = (b[i] - TensorPrimitives.Dot<double>(row[..i], b[..i])) / row[i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            b[i] /= matrix[i, i];
            TensorPrimitives.MultiplyAdd(matrix.Row(i)[..i], -b[i], b[..i], b[..i]);
        }
    }
}

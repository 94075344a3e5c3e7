using System.Numerics.Tensors;

namespace MyStyle.Engine.Hull;

/// <summary>The map that keeps a free alpha above -beta (equation 5), and the normalisation that makes it sum to one.</summary>
public static class ShiftedSoftplus
{
    /// <summary>The paper's s.</summary>
    public const double Sharpness = 100;

    /// <summary>Above this argument of the exponential the function is the identity, as in torch.</summary>
    public const double Threshold = 20;

    /// <summary><c>log(1 + exp(s (x + beta))) / s - beta</c>; exactly x where <c>s (x + beta) &gt; 20</c>.</summary>
    /// <param name="x">A free coordinate.</param>
    /// <param name="beta">Allowed dilation, finite, at least 0.</param>
    /// <param name="sharpness">s, above 0.</param>
    public static double Apply(double x, double beta, double sharpness = Sharpness)
    {
        double z = sharpness * (x + beta);
        return z > Threshold ? x : (LogOnePlus(Math.Exp(z)) / sharpness) - beta;
    }

    /// <summary>Equation 5 for every element, then each row divided by its sum: what the projection renders.</summary>
    /// <param name="free">Free coordinates [L, N].</param>
    /// <param name="beta">Allowed dilation; infinity leaves the coordinates as they are before normalising.</param>
    /// <param name="sharpness">s, above 0.</param>
    public static RowMatrix Constrain(RowMatrix free, double beta, double sharpness = Sharpness)
    {
        ArgumentNullException.ThrowIfNull(free);
        RowMatrix result = free.Clone();
        if (!double.IsPositiveInfinity(beta))
        {
            for (int i = 0; i < result.Values.Length; i++)
            {
                result.Values[i] = Apply(result.Values[i], beta, sharpness);
            }
        }

        Normalise(result);
        return result;
    }

    /// <summary>Divides every row by its sum, in place.</summary>
    /// <exception cref="ArgumentException">A row sums to zero.</exception>
    public static void Normalise(RowMatrix alphaPlus)
    {
        ArgumentNullException.ThrowIfNull(alphaPlus);
        for (int i = 0; i < alphaPlus.Rows; i++)
        {
            Span<double> row = alphaPlus.Row(i);
            double sum = TensorPrimitives.Sum<double>(row);
            if (sum == 0)
            {
                throw new ArgumentException($"Row {i} sums to zero and cannot be normalised.", nameof(alphaPlus));
            }

            TensorPrimitives.Divide(row, sum, row);
        }
    }

    private static double LogOnePlus(double x)
    {
        // Exact where 1 + x rounds: the classic correction by what the addition lost.
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }
}

using System.Numerics.Tensors;

namespace MyStyle.Engine.Hull;

/// <summary>How far outside the convex hull an alpha lies (section 3.4): <c>max(0, -min alpha)</c>.</summary>
public static class Dilation
{
    /// <summary>The least beta with <paramref name="alpha"/> in the beta-dilated hull. Zero inside the hull itself.</summary>
    public static double Minimal(ReadOnlySpan<double> alpha) => Math.Max(0, -TensorPrimitives.Min(alpha));

    /// <summary>The least beta for all layers of an alpha-plus [L, N] at once.</summary>
    public static double Minimal(RowMatrix alphaPlus)
    {
        ArgumentNullException.ThrowIfNull(alphaPlus);
        return Minimal(alphaPlus.Values);
    }

    /// <summary>The least beta of every layer, L numbers.</summary>
    public static double[] PerLayer(RowMatrix alphaPlus)
    {
        ArgumentNullException.ThrowIfNull(alphaPlus);
        double[] result = new double[alphaPlus.Rows];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Minimal(alphaPlus.Row(i));
        }

        return result;
    }

    /// <summary>The dilation that was allowed beside the one a code really has.</summary>
    public static DilationReport Report(RowMatrix alphaPlus, double allowedBeta)
    {
        double[] layers = PerLayer(alphaPlus);
        return new DilationReport(allowedBeta, layers.Max(), layers);
    }
}

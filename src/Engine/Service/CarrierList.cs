using System.Numerics.Tensors;
using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Service;

/// <summary>Which anchors carry a picture.</summary>
internal static class CarrierList
{
    private const int Most = 6;

    /// <summary>The anchors with the largest coordinates, the strongest first.</summary>
    /// <param name="alpha">[layers, N]; null has none.</param>
    /// <param name="names">N names.</param>
    public static IReadOnlyList<AnchorShare> Of(RowMatrix? alpha, IReadOnlyList<string> names)
    {
        if (alpha is null)
        {
            return [];
        }

        double[] mean = Mean(alpha);
        return [.. Enumerable.Range(0, mean.Length).OrderByDescending(i => mean[i]).Take(Most).Select(i => new AnchorShare(i, names[i], mean[i]))];
    }

    /// <summary>Mean over the layers, N numbers.</summary>
    public static double[] Mean(RowMatrix alpha)
    {
        double[] mean = new double[alpha.Columns];
        for (int layer = 0; layer < alpha.Rows; layer++)
        {
            TensorPrimitives.Add(mean, alpha.Row(layer), mean);
        }

        TensorPrimitives.Divide(mean, alpha.Rows, mean);
        return mean;
    }
}

using System.Numerics.Tensors;

namespace MyStyle.Engine.Restoration;

/// <summary>Means over square windows, cut off at the border, by running sums.</summary>
internal sealed class BoxMean(int width, int height, int radius)
{
    public double[] OfProduct(double[] a, double[] b)
    {
        double[] product = new double[a.Length];
        TensorPrimitives.Multiply(a, b, product);
        return Of(product);
    }

    public double[] Of(double[] values)
    {
        double[] sums = new double[(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++)
        {
            double row = 0;
            for (int x = 0; x < width; x++)
            {
                row += values[(y * width) + x];
                sums[((y + 1) * (width + 1)) + x + 1] = sums[(y * (width + 1)) + x + 1] + row;
            }
        }

        double[] means = new double[values.Length];
        for (int y = 0; y < height; y++)
        {
            int top = Math.Max(0, y - radius) * (width + 1);
            int bottom = Math.Min(height, y + radius + 1) * (width + 1);
            for (int x = 0; x < width; x++)
            {
                int left = Math.Max(0, x - radius);
                int right = Math.Min(width, x + radius + 1);
                int count = (right - left) * ((bottom - top) / (width + 1));
                means[(y * width) + x] = (sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left]) / count;
            }
        }

        return means;
    }
}

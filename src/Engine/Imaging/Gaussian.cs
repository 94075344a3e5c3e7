using System.Numerics.Tensors;

namespace MyStyle.Engine.Imaging;

/// <summary>Gaussian blur cut off at four sigma, the edge pixel mirrored with itself (… c b a | a b c …).</summary>
public static class Gaussian
{
    private const double Truncate = 4.0;

    /// <summary>Blurs every channel with the same <paramref name="sigma"/> in pixels.</summary>
    public static FloatImage Blur(FloatImage image, double sigma)
    {
        ArgumentNullException.ThrowIfNull(image);
        FloatImage result = new(image.Width, image.Height, image.Channels, (float[])image.Values.Clone());
        for (int c = 0; c < image.Channels; c++)
        {
            Blur(result.Plane(c), image.Width, image.Height, sigma);
        }

        return result;
    }

    /// <summary>Blurs one channel in place.</summary>
    internal static void Blur(Span<float> plane, int width, int height, double sigma)
    {
        if (sigma <= 1e-15)
        {
            return;
        }

        float[] half = HalfKernel(sigma);
        Vertical(plane, width, height, half);
        Horizontal(plane, width, height, half);
    }

    /// <summary>The blur of a line as a symmetric matrix [length, length], row after row, the mirrored ends folded in.</summary>
    internal static float[] Matrix(int length, double sigma)
    {
        float[] matrix = new float[length * length];
        float[] half = HalfKernel(sigma);
        for (int i = 0; i < length; i++)
        {
            for (int k = 1 - half.Length; k < half.Length; k++)
            {
                matrix[(i * length) + Mirror(i + k, length)] += half[Math.Abs(k)];
            }
        }

        return matrix;
    }

    /// <summary>Weights of distance 0, 1, 2 … from the centre; both sides together sum to one.</summary>
    private static float[] HalfKernel(double sigma)
    {
        int radius = (int)((Truncate * sigma) + 0.5);
        double[] exact = new double[radius + 1];
        double sum = 0;
        for (int i = 0; i <= radius; i++)
        {
            exact[i] = Math.Exp(-0.5 * i * i / (sigma * sigma));
            sum += i == 0 ? exact[i] : 2 * exact[i];
        }

        return Array.ConvertAll(exact, w => (float)(w / sum));
    }

    private static void Vertical(Span<float> plane, int width, int height, float[] half)
    {
        float[] source = plane.ToArray();
        float[] pair = new float[width];
        for (int y = 0; y < height; y++)
        {
            Span<float> target = plane.Slice(y * width, width);
            TensorPrimitives.Multiply(source.AsSpan(y * width, width), half[0], target);
            for (int k = 1; k < half.Length; k++)
            {
                ReadOnlySpan<float> above = source.AsSpan(Mirror(y - k, height) * width, width);
                ReadOnlySpan<float> below = source.AsSpan(Mirror(y + k, height) * width, width);
                TensorPrimitives.Add(above, below, pair);
                TensorPrimitives.MultiplyAdd(pair, half[k], target, target);
            }
        }
    }

    private static void Horizontal(Span<float> plane, int width, int height, float[] half)
    {
        int radius = half.Length - 1;
        float[] padded = new float[width + (2 * radius)];
        float[] pair = new float[width];
        for (int y = 0; y < height; y++)
        {
            Span<float> row = plane.Slice(y * width, width);
            row.CopyTo(padded.AsSpan(radius));
            for (int k = 1; k <= radius; k++)
            {
                padded[radius - k] = row[Mirror(-k, width)];
                padded[radius + width - 1 + k] = row[Mirror(width - 1 + k, width)];
            }

            TensorPrimitives.Multiply(padded.AsSpan(radius, width), half[0], row);
            for (int k = 1; k <= radius; k++)
            {
                TensorPrimitives.Add(padded.AsSpan(radius - k, width), padded.AsSpan(radius + k, width), pair);
                TensorPrimitives.MultiplyAdd(pair, half[k], row, row);
            }
        }
    }

    private static int Mirror(int i, int n)
    {
        int period = 2 * n;
        int m = ((i % period) + period) % period;
        return m < n ? m : period - 1 - m;
    }
}

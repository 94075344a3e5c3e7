using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>Soft edges by distance.</summary>
internal static class Feather
{
    /// <summary>1 inside the mask, falling smoothly to 0 at <paramref name="width"/> pixels outside it.</summary>
    public static float[] Outwards(Mask mask, double width)
    {
        double[] squared = SquaredDistance(mask);
        return Array.ConvertAll(squared, d => (float)(1 - Smooth(Math.Sqrt(d) / width)));
    }

    /// <summary>From 0 to 1 with flat ends.</summary>
    public static double Smooth(double t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - (2 * t));
    }

    /// <summary>Squared Euclidean distance of every pixel to the mask (above 127), by lower envelopes of parabolas; 0 inside.</summary>
    public static double[] SquaredDistance(Mask mask)
    {
        int width = mask.Width;
        int height = mask.Height;
        double far = ((double)width * width) + ((double)height * height) + 1;
        double[] distance = Array.ConvertAll(mask.Values, value => value > 127 ? 0 : far);
        double[] line = new double[Math.Max(width, height)];
        double[] result = new double[line.Length];
        for (int x = 0; x < width; x++)
        {
            for (int y = 0; y < height; y++)
            {
                line[y] = distance[(y * width) + x];
            }

            Envelope(line.AsSpan(0, height), result);
            for (int y = 0; y < height; y++)
            {
                distance[(y * width) + x] = result[y];
            }
        }

        for (int y = 0; y < height; y++)
        {
            Envelope(distance.AsSpan(y * width, width), result);
            result.AsSpan(0, width).CopyTo(distance.AsSpan(y * width));
        }

        return distance;
    }

    /// <summary>min over q of f(q) + (p - q)^2 for every p.</summary>
    private static void Envelope(ReadOnlySpan<double> f, Span<double> result)
    {
        int n = f.Length;
        int[] apex = new int[n];
        double[] from = new double[n + 1];
        int last = 0;
        from[0] = double.NegativeInfinity;
        from[1] = double.PositiveInfinity;
        for (int q = 1; q < n; q++)
        {
            double start = Crossing(f, q, apex[last]);
            while (start <= from[last])
            {
                last--;
                start = Crossing(f, q, apex[last]);
            }

            last++;
            apex[last] = q;
            from[last] = start;
            from[last + 1] = double.PositiveInfinity;
        }

        for (int p = 0, current = 0; p < n; p++)
        {
            while (from[current + 1] < p)
            {
                current++;
            }

            double d = p - apex[current];
            result[p] = (d * d) + f[apex[current]];
        }
    }

    private static double Crossing(ReadOnlySpan<double> f, int q, int p) =>
        (f[q] + ((double)q * q) - f[p] - ((double)p * p)) / (2.0 * (q - p));
}

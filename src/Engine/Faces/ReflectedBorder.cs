using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Faces;

/// <summary>What FFHQ shows where an aligned square leaves the photo: the reflected photo, ever more blurred, fading to its median colour.</summary>
internal static class ReflectedBorder
{
    /// <summary>Adds the border where it is needed; otherwise returns picture and corners as they are.</summary>
    public static (RgbImage Image, Quad Quad) Add(RgbImage image, Quad quad, double quadSize, int border)
    {
        int left = Math.Max(-(int)Math.Floor(quad.Left) + border, 0);
        int top = Math.Max(-(int)Math.Floor(quad.Top) + border, 0);
        int right = Math.Max((int)Math.Ceiling(quad.Right) - image.Width + border, 0);
        int bottom = Math.Max((int)Math.Ceiling(quad.Bottom) - image.Height + border, 0);
        if (Math.Max(Math.Max(left, top), Math.Max(right, bottom)) <= border - 4)
        {
            return (image, quad);
        }

        int least = (int)Math.Round(quadSize * 0.3);
        left = Math.Max(left, least);
        top = Math.Max(top, least);
        right = Math.Max(right, least);
        bottom = Math.Max(bottom, least);
        int width = image.Width + left + right;
        int height = image.Height + top + bottom;
        RgbImage result = new(width, height);
        float[] columns = Depths(width, left, right);
        float[] rows = Depths(height, top, bottom);
        for (int c = 0; c < 3; c++)
        {
            // One channel at a time: a padded photo of floats is large.
            float[] plane = Reflect(image, c, left, top, width, height);
            float[] blurred = (float[])plane.Clone();
            Gaussian.Blur(blurred, width, height, quadSize * 0.02);
            for (int y = 0, i = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++, i++)
                {
                    float depth = Math.Max(columns[x], rows[y]);
                    plane[i] += (blurred[i] - plane[i]) * Math.Clamp((depth * 3f) + 1f, 0f, 1f);
                }
            }

            plane.CopyTo(blurred, 0);
            float median = Median(blurred);
            byte[] pixels = result.Pixels;
            for (int y = 0, i = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++, i++)
                {
                    float depth = Math.Max(columns[x], rows[y]);
                    float value = plane[i] + ((median - plane[i]) * Math.Clamp(depth, 0f, 1f));
                    pixels[(3 * i) + c] = (byte)Math.Clamp(MathF.Round(value), 0f, 255f);
                }
            }
        }

        return (result, quad.Shift(left, top));
    }

    /// <summary>1 at the outer edge, 0 where the photo begins, negative inside it.</summary>
    private static float[] Depths(int length, int before, int after)
    {
        float[] depths = new float[length];
        for (int i = 0; i < length; i++)
        {
            depths[i] = 1f - Math.Min((float)i / before, (float)(length - 1 - i) / after);
        }

        return depths;
    }

    /// <summary>The picture mirrored about its edge pixels (… c b | a b c …), as often as it takes.</summary>
    private static float[] Reflect(RgbImage image, int channel, int left, int top, int width, int height)
    {
        float[] plane = new float[width * height];
        int[] sources = new int[width];
        for (int x = 0; x < width; x++)
        {
            sources[x] = (3 * Mirror(x - left, image.Width)) + channel;
        }

        for (int y = 0, i = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(Mirror(y - top, image.Height));
            for (int x = 0; x < width; x++, i++)
            {
                plane[i] = row[sources[x]];
            }
        }

        return plane;
    }

    private static int Mirror(int i, int n)
    {
        if (n == 1)
        {
            return 0;
        }

        int period = 2 * (n - 1);
        int m = ((i % period) + period) % period;
        return m < n ? m : period - m;
    }

    private static float Median(float[] values)
    {
        int middle = values.Length / 2;
        float upper = Select(values, middle);
        if (values.Length % 2 == 1)
        {
            return upper;
        }

        // Selection leaves the smaller half in front.
        float lower = values[0];
        for (int i = 1; i < middle; i++)
        {
            lower = Math.Max(lower, values[i]);
        }

        return 0.5f * (lower + upper);
    }

    /// <summary>The k-th smallest (from 0); reorders so that nothing before it is larger.</summary>
    private static float Select(float[] values, int k)
    {
        int low = 0;
        int high = values.Length - 1;
        while (low < high)
        {
            float pivot = values[low + ((high - low) / 2)];
            int i = low;
            int j = high;
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (k <= j)
            {
                high = j;
            }
            else if (k >= i)
            {
                low = i;
            }
            else
            {
                break;
            }
        }

        return values[k];
    }
}

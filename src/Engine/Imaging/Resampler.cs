namespace MyStyle.Engine.Imaging;

/// <summary>
/// Resizing. The 8-bit filters give Pillow's result to the bit: weights as 22-bit fixed point, columns first, rounded to
/// 8 bits between the two passes. <see cref="Area"/> is the adaptive average pooling of the super-resolution degradation.
/// </summary>
public static class Resampler
{
    private const int PrecisionBits = 22;

    /// <summary>Resizes a picture; the same size returns the same object.</summary>
    public static RgbImage Resize(RgbImage image, int width, int height, ResampleFilter filter = ResampleFilter.Lanczos3)
    {
        ArgumentNullException.ThrowIfNull(image);
        return width == image.Width && height == image.Height
            ? image
            : new RgbImage(width, height, Resize(image.Pixels, image.Width, image.Height, 3, width, height, filter));
    }

    /// <summary>Resizes a mask; the same size returns the same object.</summary>
    public static Mask Resize(Mask mask, int width, int height, ResampleFilter filter = ResampleFilter.Lanczos3)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return width == mask.Width && height == mask.Height
            ? mask
            : new Mask(width, height, Resize(mask.Values, mask.Width, mask.Height, 1, width, height, filter));
    }

    /// <summary>
    /// Adaptive average pooling: output cell i is the mean of inputs floor(i n/m) to ceil((i+1) n/m), as interpolation
    /// mode "area" does it. When the size divides evenly this is the plain box average.
    /// </summary>
    public static FloatImage Area(FloatImage image, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        FloatImage result = new(width, height, image.Channels);
        for (int c = 0; c < image.Channels; c++)
        {
            ReadOnlySpan<float> source = image.Plane(c);
            Span<float> target = result.Plane(c);
            for (int y = 0; y < height; y++)
            {
                (int top, int bottom) = AreaRange(y, image.Height, height);
                for (int x = 0; x < width; x++)
                {
                    (int left, int right) = AreaRange(x, image.Width, width);
                    double sum = 0;
                    for (int sy = top; sy < bottom; sy++)
                    {
                        foreach (float value in source[((sy * image.Width) + left)..((sy * image.Width) + right)])
                        {
                            sum += value;
                        }
                    }

                    target[(y * width) + x] = (float)(sum / ((bottom - top) * (right - left)));
                }
            }
        }

        return result;
    }

    /// <summary>Shrinks by a whole factor with the plain box average; a remainder at the right and bottom edge is averaged over what is there.</summary>
    public static RgbImage BoxReduce(RgbImage image, int factor)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        if (factor == 1)
        {
            return image;
        }

        int width = (image.Width + factor - 1) / factor;
        int height = (image.Height + factor - 1) / factor;
        RgbImage result = new(width, height);
        int[] sums = new int[3 * width];
        for (int y = 0; y < height; y++)
        {
            Array.Clear(sums);
            int rows = Math.Min(factor, image.Height - (y * factor));
            for (int sy = 0; sy < rows; sy++)
            {
                ReadOnlySpan<byte> row = image.Row((y * factor) + sy);
                for (int x = 0, p = 0; x < width; x++)
                {
                    int columns = Math.Min(factor, image.Width - (x * factor));
                    int r = 0, g = 0, b = 0;
                    for (int i = 0; i < columns; i++, p += 3)
                    {
                        r += row[p];
                        g += row[p + 1];
                        b += row[p + 2];
                    }

                    sums[3 * x] += r;
                    sums[(3 * x) + 1] += g;
                    sums[(3 * x) + 2] += b;
                }
            }

            Span<byte> target = result.Row(y);
            for (int x = 0; x < width; x++)
            {
                int count = rows * Math.Min(factor, image.Width - (x * factor));
                for (int c = 0; c < 3; c++)
                {
                    target[(3 * x) + c] = (byte)((sums[(3 * x) + c] + (count / 2)) / count);
                }
            }
        }

        return result;
    }

    private static (int From, int To) AreaRange(int i, int input, int output)
        => ((int)((long)i * input / output), (int)((((long)(i + 1) * input) + output - 1) / output));

    private static byte[] Resize(byte[] source, int width, int height, int channels, int newWidth, int newHeight, ResampleFilter filter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(newWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(newHeight, 1);
        byte[] current = source;
        if (newWidth != width)
        {
            current = Columns(current, width, height, channels, newWidth, ResampleWeights.Create(width, newWidth, filter, PrecisionBits));
        }

        if (newHeight != height)
        {
            current = Rows(current, newWidth * channels, newHeight, ResampleWeights.Create(height, newHeight, filter, PrecisionBits));
        }

        return current;
    }

    private static byte[] Columns(byte[] source, int width, int height, int channels, int newWidth, ResampleWeights weights)
    {
        byte[] target = new byte[newWidth * height * channels];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = source.AsSpan(y * width * channels, width * channels);
            Span<byte> output = target.AsSpan(y * newWidth * channels, newWidth * channels);
            for (int x = 0; x < newWidth; x++)
            {
                ReadOnlySpan<int> k = weights.Of(x);
                int p = weights.First(x) * channels;
                if (channels == 3)
                {
                    int r = 1 << (PrecisionBits - 1), g = r, b = r;
                    for (int i = 0; i < k.Length; i++, p += 3)
                    {
                        r += row[p] * k[i];
                        g += row[p + 1] * k[i];
                        b += row[p + 2] * k[i];
                    }

                    output[3 * x] = Clip(r);
                    output[(3 * x) + 1] = Clip(g);
                    output[(3 * x) + 2] = Clip(b);
                }
                else
                {
                    int sum = 1 << (PrecisionBits - 1);
                    for (int i = 0; i < k.Length; i++)
                    {
                        sum += row[p + i] * k[i];
                    }

                    output[x] = Clip(sum);
                }
            }
        }

        return target;
    }

    private static byte[] Rows(byte[] source, int stride, int newHeight, ResampleWeights weights)
    {
        byte[] target = new byte[stride * newHeight];
        int[] sums = new int[stride];
        for (int y = 0; y < newHeight; y++)
        {
            Array.Fill(sums, 1 << (PrecisionBits - 1));
            ReadOnlySpan<int> k = weights.Of(y);
            for (int i = 0; i < k.Length; i++)
            {
                ReadOnlySpan<byte> row = source.AsSpan((weights.First(y) + i) * stride, stride);
                int weight = k[i];
                for (int x = 0; x < row.Length; x++)
                {
                    sums[x] += row[x] * weight;
                }
            }

            Span<byte> output = target.AsSpan(y * stride, stride);
            for (int x = 0; x < output.Length; x++)
            {
                output[x] = Clip(sums[x]);
            }
        }

        return target;
    }

    private static byte Clip(int value) => (byte)Math.Clamp(value >> PrecisionBits, 0, 255);
}

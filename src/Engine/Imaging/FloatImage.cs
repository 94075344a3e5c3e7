namespace MyStyle.Engine.Imaging;

/// <summary>A picture of floats, channel after channel (the layout of a tensor [C, H, W]), for work that must not round.</summary>
public sealed class FloatImage
{
    /// <summary>Wraps <paramref name="values"/>, which the image then owns.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="values">[channels, height, width].</param>
    public FloatImage(int width, int height, int channels, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (values.LongLength != (long)width * height * channels)
        {
            throw new ArgumentException($"[{channels}, {height}, {width}] does not hold {values.LongLength} values.", nameof(values));
        }

        Width = width;
        Height = height;
        Channels = channels;
        Values = values;
    }

    /// <summary>An image of zeros.</summary>
    public FloatImage(int width, int height, int channels)
        : this(width, height, channels, new float[(long)width * height * channels])
    {
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Channels.</summary>
    public int Channels { get; }

    /// <summary>[channels, height, width].</summary>
    public float[] Values { get; }

    /// <summary>One channel, rows from the top.</summary>
    public Span<float> Plane(int channel) => Values.AsSpan(channel * Width * Height, Width * Height);

    /// <summary>Three channels in 0..255.</summary>
    public static FloatImage FromRgb(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        FloatImage result = new(image.Width, image.Height, 3);
        Span<float> r = result.Plane(0);
        Span<float> g = result.Plane(1);
        Span<float> b = result.Plane(2);
        byte[] pixels = image.Pixels;
        for (int i = 0, p = 0; i < r.Length; i++, p += 3)
        {
            r[i] = pixels[p];
            g[i] = pixels[p + 1];
            b[i] = pixels[p + 2];
        }

        return result;
    }

    /// <summary>Rounds three channels in 0..255 to the nearest level (halves to even), clamping what lies outside.</summary>
    public RgbImage ToRgb()
    {
        if (Channels != 3)
        {
            throw new InvalidOperationException($"An RGB picture has 3 channels, not {Channels}.");
        }

        RgbImage image = new(Width, Height);
        byte[] pixels = image.Pixels;
        for (int c = 0; c < 3; c++)
        {
            Span<float> plane = Plane(c);
            for (int i = 0, p = c; i < plane.Length; i++, p += 3)
            {
                pixels[p] = (byte)Math.Clamp(MathF.Round(plane[i]), 0f, 255f);
            }
        }

        return image;
    }
}

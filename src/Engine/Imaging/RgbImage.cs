namespace MyStyle.Engine.Imaging;

/// <summary>An 8-bit sRGB picture in memory, upright, without alpha.</summary>
public sealed class RgbImage
{
    /// <summary>Wraps <paramref name="pixels"/>, which the image then owns.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">Rows from the top, R, G, B a pixel, no padding: <c>3 * width * height</c> bytes.</param>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != 3 * width * height)
        {
            throw new ArgumentException($"{width}x{height} pixels take {3 * width * height} bytes, not {pixels.Length}.", nameof(pixels));
        }

        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>A black picture.</summary>
    public RgbImage(int width, int height)
        : this(width, height, new byte[3 * width * height])
    {
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Rows from the top, R, G, B a pixel.</summary>
    public byte[] Pixels { get; }

    /// <summary>The row <paramref name="y"/>, <c>3 * Width</c> bytes.</summary>
    public Span<byte> Row(int y) => Pixels.AsSpan(3 * Width * y, 3 * Width);
}

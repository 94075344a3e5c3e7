namespace MyStyle.Engine.Imaging;

/// <summary>One 8-bit channel: a mask, a grey picture, a weight map. 255 is fully in, 0 fully out.</summary>
public sealed class Mask
{
    /// <summary>Wraps <paramref name="values"/>, which the mask then owns.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="values">Rows from the top, no padding: <c>width * height</c> bytes.</param>
    public Mask(int width, int height, byte[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (values.Length != width * height)
        {
            throw new ArgumentException($"{width}x{height} values take {width * height} bytes, not {values.Length}.", nameof(values));
        }

        Width = width;
        Height = height;
        Values = values;
    }

    /// <summary>A mask of zeros.</summary>
    public Mask(int width, int height)
        : this(width, height, new byte[width * height])
    {
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Rows from the top, one byte a pixel.</summary>
    public byte[] Values { get; }

    /// <summary>The row <paramref name="y"/>, <c>Width</c> bytes.</summary>
    public Span<byte> Row(int y) => Values.AsSpan(Width * y, Width);

    /// <summary>The luma of a picture (ITU-R BT.601, the weights of every JPEG and of Pillow's mode L).</summary>
    public static Mask Luma(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Mask mask = new(image.Width, image.Height);
        byte[] pixels = image.Pixels;
        byte[] values = mask.Values;
        for (int i = 0, p = 0; i < values.Length; i++, p += 3)
        {
            values[i] = Luma(pixels[p], pixels[p + 1], pixels[p + 2]);
        }

        return mask;
    }

    internal static byte Luma(int r, int g, int b) => (byte)(((19595 * r) + (38470 * g) + (7471 * b) + 0x8000) >> 16);
}

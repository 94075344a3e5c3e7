using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>Growing and shrinking of two-valued masks by rectangles.</summary>
public static class Morphology
{
    /// <summary>
    /// Dilates by a square of ones whose anchor is its element kernel / 2, as OpenCV's: an even kernel grows one pixel less to the
    /// left and top (9 for 20) than to the right and bottom (10).
    /// </summary>
    /// <param name="mask">Above 127 is in.</param>
    /// <param name="kernel">Width of the square, at least 1.</param>
    /// <returns>255 or 0.</returns>
    public static Mask Dilate(Mask mask, int kernel)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernel, 1);
        int before = kernel - 1 - (kernel / 2);
        return Grow(mask, before, kernel / 2, inside: true);
    }

    /// <summary>Erodes by <paramref name="radius"/> pixels on every side; outside the picture counts as out.</summary>
    /// <param name="mask">Above 127 is in.</param>
    /// <param name="radius">At least 0.</param>
    /// <returns>255 or 0.</returns>
    public static Mask Erode(Mask mask, int radius)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        Mask outside = Grow(mask, radius, radius, inside: false);
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
            {
                bool edge = x < radius || y < radius || x >= mask.Width - radius || y >= mask.Height - radius;
                outside.Values[(y * mask.Width) + x] = edge || outside.Values[(y * mask.Width) + x] != 0 ? (byte)0 : (byte)255;
            }
        }

        return outside;
    }

    /// <summary>Marks every pixel with a wanted one at most <paramref name="after"/> to its left or <paramref name="before"/> to its right.</summary>
    private static Mask Grow(Mask mask, int before, int after, bool inside)
    {
        Mask across = new(mask.Width, mask.Height);
        for (int y = 0; y < mask.Height; y++)
        {
            int offset = y * mask.Width;
            Spread(i => (mask.Values[offset + i] > 127) == inside, (i, value) => across.Values[offset + i] = value, mask.Width, before, after);
        }

        Mask result = new(mask.Width, mask.Height);
        for (int x = 0; x < mask.Width; x++)
        {
            int column = x;
            Spread(
                i => across.Values[(i * mask.Width) + column] != 0,
                (i, value) => result.Values[(i * mask.Width) + column] = value,
                mask.Height,
                before,
                after);
        }

        return result;
    }

    private static void Spread(Func<int, bool> wanted, Action<int, byte> set, int length, int before, int after)
    {
        int until = -1;
        int ahead = 0;
        for (int i = 0; i < length; i++)
        {
            // The farthest pixel the marks seen so far reach.
            for (; ahead < length && ahead <= i + before; ahead++)
            {
                if (wanted(ahead))
                {
                    until = ahead + after;
                }
            }

            set(i, i <= until ? (byte)255 : (byte)0);
        }
    }
}

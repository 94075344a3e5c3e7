using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>
/// Poisson cloning after the reference: OpenCV's seamlessClone (NORMAL_CLONE) on the hole dilated by a square. Equal to it where
/// the dilated hole is a rectangle inside the picture. Elsewhere it departs on purpose: the equation is solved on the dilated
/// hole, not on its bounding rectangle, so no pixel outside the hole's margin changes; and the picture's own border is free,
/// not pinned to whatever the photo holds in the hole there.
/// </summary>
internal static class PoissonClone
{
    /// <summary>OpenCV takes the photo's gradients in a margin of this many pixels inside the mask.</summary>
    private const int PhotoMargin = 3;

    public static RgbImage Into(RgbImage generated, RgbImage photo, Mask hole, int kernel)
    {
        Mask mask = Morphology.Dilate(hole, kernel);
        RgbImage result = new(photo.Width, photo.Height, (byte[])photo.Pixels.Clone());
        if (Bounds(mask) is not { } area)
        {
            return result;
        }

        bool[] unknown = Unknown(mask, area);
        if (unknown.Length == photo.Width * photo.Height && !unknown.AsSpan().Contains(false))
        {
            return new RgbImage(photo.Width, photo.Height, (byte[])generated.Pixels.Clone());
        }

        // Where the photo's gradients would touch the hole itself, the generated ones count, however narrow the margin.
        Mask gradients = Morphology.Erode(mask, PhotoMargin);
        Mask touched = Morphology.Dilate(hole, 3);
        for (int i = 0; i < gradients.Values.Length; i++)
        {
            gradients.Values[i] |= touched.Values[i];
        }

        byte[] neighbours = NeighbourCounts(area, photo.Width, photo.Height);
        Parallel.For(0, 3, channel => CloneChannel(generated, photo, result, gradients, unknown, neighbours, area, channel));
        return result;
    }

    private static void CloneChannel(
        RgbImage generated, RgbImage photo, RgbImage result, Mask gradients, bool[] unknown, byte[] neighbours, PixelArea area, int channel)
    {
        double[] f = new double[unknown.Length];
        for (int y = 0; y < area.Height; y++)
        {
            for (int x = 0; x < area.Width; x++)
            {
                int i = (y * area.Width) + x;
                if (unknown[i])
                {
                    f[i] = Excess(generated, photo, gradients, area.X + x, area.Y + y, channel);
                }
            }
        }

        double[] change = new GridLaplacian(area.Width, area.Height, unknown, neighbours).Solve(f);
        for (int y = 0; y < area.Height; y++)
        {
            for (int x = 0; x < area.Width; x++)
            {
                int i = (y * area.Width) + x;
                if (unknown[i])
                {
                    int p = (3 * (((area.Y + y) * photo.Width) + area.X + x)) + channel;
                    result.Pixels[p] = (byte)Math.Clamp(photo.Pixels[p] + change[i] + Rounding, 0, 255);
                }
            }
        }
    }

    /// <summary>OpenCV cuts fractions off; the little keeps whole numbers whole.</summary>
    private const double Rounding = 1e-3;

    /// <summary>
    /// How far the photo is from having the wanted gradients at a pixel: minus the divergence of wanted less own gradients. A
    /// gradient belongs to its left or upper pixel, and is the generated one where that pixel says so.
    /// </summary>
    private static double Excess(RgbImage generated, RgbImage photo, Mask gradients, int x, int y, int channel)
    {
        int width = photo.Width;
        double divergence = 0;
        if (x + 1 < width)
        {
            divergence += Difference(x, y, 3);
        }

        if (x > 0)
        {
            divergence -= Difference(x - 1, y, 3);
        }

        if (y + 1 < photo.Height)
        {
            divergence += Difference(x, y, 3 * width);
        }

        if (y > 0)
        {
            divergence -= Difference(x, y - 1, 3 * width);
        }

        return -divergence;

        double Difference(int atX, int atY, int step)
        {
            int i = (atY * width) + atX;
            int p = (3 * i) + channel;
            return gradients.Values[i] == 0
                ? 0
                : generated.Pixels[p + step] - generated.Pixels[p] - (photo.Pixels[p + step] - photo.Pixels[p]);
        }
    }

    /// <summary>The pixels whose four neighbours, as far as the picture has them, lie in the mask too.</summary>
    private static bool[] Unknown(Mask mask, PixelArea area)
    {
        bool[] unknown = new bool[area.Width * area.Height];
        for (int y = 0; y < area.Height; y++)
        {
            for (int x = 0; x < area.Width; x++)
            {
                unknown[(y * area.Width) + x] = In(area.X + x, area.Y + y)
                    && In(area.X + x - 1, area.Y + y) && In(area.X + x + 1, area.Y + y)
                    && In(area.X + x, area.Y + y - 1) && In(area.X + x, area.Y + y + 1);
            }
        }

        return unknown;

        bool In(int x, int y) =>
            x < 0 || y < 0 || x >= mask.Width || y >= mask.Height || mask.Values[(y * mask.Width) + x] != 0;
    }

    private static byte[] NeighbourCounts(PixelArea area, int width, int height)
    {
        byte[] counts = new byte[area.Width * area.Height];
        for (int y = 0; y < area.Height; y++)
        {
            for (int x = 0; x < area.Width; x++)
            {
                int beyond = (area.X + x == 0 ? 1 : 0) + (area.X + x == width - 1 ? 1 : 0)
                    + (area.Y + y == 0 ? 1 : 0) + (area.Y + y == height - 1 ? 1 : 0);
                counts[(y * area.Width) + x] = (byte)(4 - beyond);
            }
        }

        return counts;
    }

    private static PixelArea? Bounds(Mask mask)
    {
        (int left, int top, int right, int bottom) = (int.MaxValue, int.MaxValue, -1, -1);
        for (int y = 0; y < mask.Height; y++)
        {
            int from = mask.Row(y).IndexOfAnyExcept((byte)0);
            if (from >= 0)
            {
                left = Math.Min(left, from);
                right = Math.Max(right, mask.Row(y).LastIndexOfAnyExcept((byte)0));
                top = Math.Min(top, y);
                bottom = y;
            }
        }

        return right < 0 ? null : new PixelArea(left, top, right - left + 1, bottom - top + 1);
    }

    private readonly record struct PixelArea(int X, int Y, int Width, int Height);
}

namespace MyStyle.Engine.Imaging;

/// <summary>Warps with bilinear interpolation.</summary>
public static class Warp
{
    /// <summary>
    /// Fills a square from a quadrilateral, as Pillow's QUAD transform with bilinear sampling does it: bilinear in the corners,
    /// black outside the source, fractions of a level cut off.
    /// </summary>
    /// <param name="source">The picture.</param>
    /// <param name="corners">Corners where (0, 0) is the outer corner of the first pixel.</param>
    /// <param name="size">Side of the result.</param>
    public static RgbImage FromQuad(RgbImage source, Quad corners, int size)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Point2 origin = corners.TopLeft;
        Point2 perX = (1.0 / size) * (corners.TopRight - origin);
        Point2 perY = (1.0 / size) * (corners.BottomLeft - origin);
        Point2 perXy = (1.0 / ((double)size * size)) * (corners.BottomRight - corners.BottomLeft - corners.TopRight + origin);
        RgbImage target = new(size, size);
        Parallel.For(0, size, new ParallelOptions { MaxDegreeOfParallelism = size >= 2048 ? -1 : 1 }, y =>
        {
            Span<byte> row = target.Row(y);
            double v = y + 0.5;
            for (int x = 0; x < size; x++)
            {
                double u = x + 0.5;
                double sx = origin.X + (perX.X * u) + (perY.X * v) + (perXy.X * u * v);
                double sy = origin.Y + (perX.Y * u) + (perY.Y * v) + (perXy.Y * u * v);
                SampleInside(source, sx, sy, row[(3 * x)..]);
            }
        });
        return target;
    }

    /// <summary>
    /// Cuts a square out of a picture by a similarity transform, for the input of a network: bilinear, black outside, and
    /// averaged first where the cut shrinks by more than two.
    /// </summary>
    /// <param name="source">The picture.</param>
    /// <param name="toSource">From pixel centres of the result to pixel centres of the source.</param>
    /// <param name="size">Side of the result.</param>
    public static RgbImage Similar(RgbImage source, Similarity toSource, int size)
    {
        ArgumentNullException.ThrowIfNull(source);
        int reduction = (int)Math.Floor(toSource.Scale);
        if (reduction >= 2)
        {
            (source, Point2 offset) = CropAround(source, toSource, size, reduction);
            source = Resampler.BoxReduce(source, reduction);
            // The centre of reduced pixel i is at i f + (f - 1) / 2 of the crop.
            double shift = (reduction - 1) / 2.0;
            toSource = new Similarity(
                toSource.A / reduction,
                toSource.B / reduction,
                (toSource.X - offset.X - shift) / reduction,
                (toSource.Y - offset.Y - shift) / reduction);
        }

        RgbImage target = new(size, size);
        for (int y = 0; y < size; y++)
        {
            Span<byte> row = target.Row(y);
            for (int x = 0; x < size; x++)
            {
                Point2 p = toSource.Apply(new Point2(x, y));
                SampleOverBlack(source, p.X, p.Y, row[(3 * x)..]);
            }
        }

        return target;
    }

    private static (RgbImage Crop, Point2 Offset) CropAround(RgbImage source, Similarity toSource, int size, int reduction)
    {
        Point2 center = toSource.Apply(new Point2((size - 1) / 2.0, (size - 1) / 2.0));
        double radius = (toSource.Scale * size * 0.7072) + (2 * reduction);
        int left = (int)Math.Clamp(Math.Floor(center.X - radius), 0, source.Width - 1);
        int top = (int)Math.Clamp(Math.Floor(center.Y - radius), 0, source.Height - 1);
        int right = (int)Math.Clamp(Math.Ceiling(center.X + radius), left + 1, source.Width);
        int bottom = (int)Math.Clamp(Math.Ceiling(center.Y + radius), top + 1, source.Height);
        return (Crop(source, left, top, right - left, bottom - top), new Point2(left, top));
    }

    /// <summary>A rectangle of a picture, which must lie inside it.</summary>
    public static RgbImage Crop(RgbImage source, int left, int top, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (left < 0 || top < 0 || width < 1 || height < 1 || left + width > source.Width || top + height > source.Height)
        {
            throw new ArgumentException($"{width} x {height} at ({left}, {top}) does not lie inside {source.Width} x {source.Height}.", nameof(width));
        }

        RgbImage crop = new(width, height);
        for (int y = 0; y < height; y++)
        {
            source.Row(top + y).Slice(3 * left, 3 * width).CopyTo(crop.Row(y));
        }

        return crop;
    }

    /// <summary>Exchanges left and right.</summary>
    internal static void MirrorInPlace(RgbImage image)
    {
        for (int y = 0; y < image.Height; y++)
        {
            Span<byte> row = image.Row(y);
            for (int a = 0, b = row.Length - 3; a < b; a += 3, b -= 3)
            {
                (row[a], row[b]) = (row[b], row[a]);
                (row[a + 1], row[b + 1]) = (row[b + 1], row[a + 1]);
                (row[a + 2], row[b + 2]) = (row[b + 2], row[a + 2]);
            }
        }
    }

    /// <summary>Samples at (x, y), the outer corner of the first pixel being the origin; outside leaves the target as it is.</summary>
    private static void SampleInside(RgbImage source, double x, double y, Span<byte> target)
    {
        if (!(x >= 0 && y >= 0 && x < source.Width && y < source.Height))
        {
            return;
        }

        x -= 0.5;
        y -= 0.5;
        int x0 = (int)Math.Floor(x);
        int y0 = (int)Math.Floor(y);
        double dx = x - x0;
        double dy = y - y0;
        int left = 3 * Math.Max(x0, 0);
        int right = 3 * Math.Min(x0 + 1, source.Width - 1);
        ReadOnlySpan<byte> upper = source.Row(Math.Max(y0, 0));
        ReadOnlySpan<byte> lower = source.Row(Math.Min(y0 + 1, source.Height - 1));
        for (int c = 0; c < 3; c++)
        {
            double a = upper[left + c] + ((upper[right + c] - upper[left + c]) * dx);
            double b = lower[left + c] + ((lower[right + c] - lower[left + c]) * dx);
            target[c] = (byte)(a + ((b - a) * dy));
        }
    }

    private static void SampleOverBlack(RgbImage source, double x, double y, Span<byte> target)
    {
        int x0 = (int)Math.Floor(x);
        int y0 = (int)Math.Floor(y);
        if (x0 < -1 || y0 < -1 || x0 >= source.Width || y0 >= source.Height)
        {
            return;
        }

        float dx = (float)(x - x0);
        float dy = (float)(y - y0);
        bool hasLeft = x0 >= 0;
        bool hasRight = x0 + 1 < source.Width;
        ReadOnlySpan<byte> upper = y0 >= 0 ? source.Row(y0) : default;
        ReadOnlySpan<byte> lower = y0 + 1 < source.Height ? source.Row(y0 + 1) : default;
        int left = 3 * x0;
        for (int c = 0; c < 3; c++)
        {
            float a = upper.IsEmpty ? 0 : Mix(hasLeft ? upper[left + c] : 0, hasRight ? upper[left + 3 + c] : 0, dx);
            float b = lower.IsEmpty ? 0 : Mix(hasLeft ? lower[left + c] : 0, hasRight ? lower[left + 3 + c] : 0, dx);
            target[c] = (byte)(Mix(a, b, dy) + 0.5f);
        }
    }

    private static float Mix(float a, float b, float t) => a + ((b - a) * t);
}

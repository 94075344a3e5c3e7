using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Faces;

/// <summary>The inverse warp of <see cref="Alignment.PasteBack"/>.</summary>
internal static class AlignmentPaste
{
    public static RgbImage Paste(Alignment alignment, RgbImage original, RgbImage edited, double feather, Mask? mask)
    {
        // Shrinking is done by an antialiased filter first, so that bilinear sampling below never skips pixels.
        int wanted = Math.Max(1, (int)Math.Ceiling(alignment.QuadSize));
        RgbImage source = wanted < edited.Width ? Resampler.Resize(edited, wanted, wanted) : edited;
        double scale = (double)source.Width / alignment.OutputSize;
        RgbImage result = new(original.Width, original.Height, (byte[])original.Pixels.Clone());
        Quad area = alignment.Sampled;
        int left = Math.Max(0, (int)Math.Floor(area.Left) - 1);
        int right = Math.Min(original.Width - 1, (int)Math.Ceiling(area.Right) + 1);
        int top = Math.Max(0, (int)Math.Floor(area.Top) - 1);
        int bottom = Math.Min(original.Height - 1, (int)Math.Ceiling(area.Bottom) + 1);

        // ToAligned is affine: evaluate it at three points and walk.
        Point2 zero = alignment.ToAligned(new Point2(0, 0));
        Point2 stepX = alignment.ToAligned(new Point2(1, 0)) - zero;
        Point2 stepY = alignment.ToAligned(new Point2(0, 1)) - zero;
        BorderFade fade = BorderFade.Of(alignment);
        for (int y = top; y <= bottom; y++)
        {
            Span<byte> row = result.Row(y);
            for (int x = left; x <= right; x++)
            {
                Point2 p = zero + (x * stepX) + (y * stepY);
                double u = (p.X + 0.5) / alignment.OutputSize;
                double v = (p.Y + 0.5) / alignment.OutputSize;
                double weight = Weight(u, v, feather) * fade.At(x, y);
                if (weight > 0 && mask is not null)
                {
                    weight *= MaskAt(mask, u, v) / 255.0;
                }

                if (weight > 0)
                {
                    Blend(source, ((p.X + 0.5) * scale) - 0.5, ((p.Y + 0.5) * scale) - 0.5, weight, row.Slice(3 * x, 3));
                }
            }
        }

        return result;
    }

    private static double Weight(double u, double v, double feather)
    {
        double inside = Math.Min(Math.Min(u, 1 - u), Math.Min(v, 1 - v));
        if (inside < 0)
        {
            return 0;
        }

        double t = feather > 0 ? Math.Min(1, inside / feather) : 1;
        return t * t * (3 - (2 * t));
    }

    private static double MaskAt(Mask mask, double u, double v)
    {
        double x = Math.Clamp((u * mask.Width) - 0.5, 0, mask.Width - 1);
        double y = Math.Clamp((v * mask.Height) - 0.5, 0, mask.Height - 1);
        int x0 = (int)x;
        int y0 = (int)y;
        int x1 = Math.Min(x0 + 1, mask.Width - 1);
        int y1 = Math.Min(y0 + 1, mask.Height - 1);
        double upper = double.Lerp(mask.Row(y0)[x0], mask.Row(y0)[x1], x - x0);
        double lower = double.Lerp(mask.Row(y1)[x0], mask.Row(y1)[x1], x - x0);
        return double.Lerp(upper, lower, y - y0);
    }

    private static void Blend(RgbImage source, double x, double y, double weight, Span<byte> target)
    {
        x = Math.Clamp(x, 0, source.Width - 1);
        y = Math.Clamp(y, 0, source.Height - 1);
        int x0 = (int)x;
        int y0 = (int)y;
        int x1 = Math.Min(x0 + 1, source.Width - 1);
        ReadOnlySpan<byte> upper = source.Row(y0);
        ReadOnlySpan<byte> lower = source.Row(Math.Min(y0 + 1, source.Height - 1));
        for (int c = 0; c < 3; c++)
        {
            double a = double.Lerp(upper[(3 * x0) + c], upper[(3 * x1) + c], x - x0);
            double b = double.Lerp(lower[(3 * x0) + c], lower[(3 * x1) + c], x - x0);
            target[c] = (byte)Math.Round(double.Lerp(target[c], double.Lerp(a, b, y - y0), weight));
        }
    }
}

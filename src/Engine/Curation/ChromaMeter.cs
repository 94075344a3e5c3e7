using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Curation;

/// <summary>Measures of colour.</summary>
internal static class ChromaMeter
{
    /// <summary>
    /// The standard deviation of Cb and Cr (added in quadrature) that remains after the best straight line on luma is taken
    /// away. Grey photos have none; neither have toned ones (sepia), whose colour follows from their brightness.
    /// </summary>
    public static double Spread(RgbImage image)
    {
        byte[] pixels = image.Pixels;
        double n = 0, y1 = 0, b1 = 0, r1 = 0, yy = 0, bb = 0, rr = 0, yb = 0, yr = 0;
        for (int p = 0; p < pixels.Length; p += 3)
        {
            double y = (0.299 * pixels[p]) + (0.587 * pixels[p + 1]) + (0.114 * pixels[p + 2]);
            double b = 0.564 * (pixels[p + 2] - y);
            double r = 0.713 * (pixels[p] - y);
            n++;
            y1 += y;
            b1 += b;
            r1 += r;
            yy += y * y;
            bb += b * b;
            rr += r * r;
            yb += y * b;
            yr += y * r;
        }

        double varY = (yy / n) - (y1 / n * (y1 / n));
        double varB = (bb / n) - (b1 / n * (b1 / n));
        double varR = (rr / n) - (r1 / n * (r1 / n));
        double covB = (yb / n) - (y1 / n * (b1 / n));
        double covR = (yr / n) - (y1 / n * (r1 / n));
        double explained = varY > 1e-9 ? ((covB * covB) + (covR * covR)) / varY : 0;
        return Math.Sqrt(Math.Max(0, varB + varR - explained));
    }

    /// <summary>Mean Cr of the outer lips minus mean Cr of two cheek patches, in levels.</summary>
    public static double LipsOverCheeks(RgbImage image, IReadOnlyList<Point2> landmarks)
    {
        double lips = 0;
        int[] lipPairs = [50, 61, 51, 62, 52, 63, 58, 67, 57, 66, 56, 65];
        for (int i = 0; i < lipPairs.Length; i += 2)
        {
            lips += Cr(image, Point2.Middle(landmarks[lipPairs[i]], landmarks[lipPairs[i + 1]]), 1);
        }

        // Halfway between the nostril and the jaw, at the height of the nose base.
        Point2 left = Point2.Middle(landmarks[31], landmarks[3]);
        Point2 right = Point2.Middle(landmarks[35], landmarks[13]);
        return (lips / 6) - ((Cr(image, left, 3) + Cr(image, right, 3)) / 2);
    }

    private static double Cr(RgbImage image, Point2 center, int radius)
    {
        double sum = 0;
        int count = 0;
        for (int y = (int)center.Y - radius; y <= (int)center.Y + radius; y++)
        {
            for (int x = (int)center.X - radius; x <= (int)center.X + radius; x++)
            {
                if (x >= 0 && y >= 0 && x < image.Width && y < image.Height)
                {
                    ReadOnlySpan<byte> p = image.Row(y).Slice(3 * x, 3);
                    sum += 0.713 * (p[0] - ((0.299 * p[0]) + (0.587 * p[1]) + (0.114 * p[2])));
                    count++;
                }
            }
        }

        return count > 0 ? sum / count : 0;
    }
}

using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Curation;

/// <summary>
/// Measures a face on a small aligned cut, so that the figures mean the same whatever the photo's size: sharpness is judged at
/// the resolution that the generator will see, not at the camera's.
/// </summary>
internal static class FaceMeter
{
    /// <summary>Side of the cut on which a face is measured, for a generator of <paramref name="size"/> px.</summary>
    public static int CutSize(int size) => Math.Clamp(size / 2, 128, 512);

    /// <summary>Measures a cut.</summary>
    /// <param name="cut">The aligned square.</param>
    /// <param name="landmarks">68 landmarks in the cut.</param>
    /// <param name="side">Side of the square in pixels of the photo file.</param>
    public static FaceMeasures Measure(RgbImage cut, IReadOnlyList<Point2> landmarks, double side)
    {
        Mask luma = Mask.Luma(cut);
        int n = cut.Width;
        // The face without hair and background: an upright ellipse around the middle of the aligned square.
        double sum = 0, left = 0, right = 0;
        int count = 0, over = 0, under = 0, leftCount = 0, rightCount = 0;
        for (int y = 0; y < n; y++)
        {
            ReadOnlySpan<byte> row = luma.Row(y);
            for (int x = 0; x < n; x++)
            {
                if (!InFace((x + 0.5) / n, (y + 0.5) / n))
                {
                    continue;
                }

                int value = row[x];
                sum += value;
                count++;
                over += value >= 250 ? 1 : 0;
                under += value <= 16 ? 1 : 0;
                if (x < n / 2)
                {
                    left += value;
                    leftCount++;
                }
                else
                {
                    right += value;
                    rightCount++;
                }
            }
        }

        return new FaceMeasures
        {
            Side = side,
            Blur = BlurMeter.Measure(luma, n / 5, n / 5, n - (n / 5), n - (n / 5)),
            Brightness = sum / count,
            Overexposed = (double)over / count,
            Underexposed = (double)under / count,
            Chroma = ChromaMeter.Spread(cut),
            Light = Math.Log(((right / rightCount) + 1) / ((left / leftCount) + 1)),
            MouthOpen = MouthOpening(landmarks),
            LipColor = ChromaMeter.LipsOverCheeks(cut, landmarks),
        };
    }

    private static bool InFace(double u, double v)
    {
        double dx = (u - 0.5) / 0.22;
        double dy = (v - 0.56) / 0.27;
        return (dx * dx) + (dy * dy) <= 1;
    }

    private static double MouthOpening(IReadOnlyList<Point2> p)
    {
        double gap = ((p[61] - p[67]).Length + (p[62] - p[66]).Length + (p[63] - p[65]).Length) / 3;
        FivePoints five = FivePoints.FromLandmarks(p);
        return gap / Math.Max((five.EyeRight - five.EyeLeft).Length, 1e-9);
    }
}

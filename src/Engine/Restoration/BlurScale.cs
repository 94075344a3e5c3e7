using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>
/// Reads the sigma of a blur off the picture's edges: blurred once more by a known amount, an edge of width s loses the share of its
/// steepness that tells s (Zhuo and Sim 2011). The steepest edges count; what sharp photos have of their own is taken off.
/// </summary>
internal static class BlurScale
{
    /// <summary>Blur of the second look, pixels.</summary>
    private const double Again = 1.5;

    /// <summary>Width of the edges of a sharp photo, pixels.</summary>
    private const double Sharp = 0.95;

    /// <summary>The steepest three in a hundred pixels are edges.</summary>
    private const double Edges = 0.97;

    /// <summary>Sigma in pixels; 0 for a sharp photo.</summary>
    public static double Sigma(RgbImage picture)
    {
        FloatImage luma = new(picture.Width, picture.Height, 1, Array.ConvertAll(Mask.Luma(picture).Values, value => (float)value));
        double[] first = Steepness(luma), second = Steepness(Gaussian.Blur(luma, Again));
        double least = first.Order().ElementAt((int)(Edges * (first.Length - 1)));
        double[] ratios = [.. Enumerable.Range(0, first.Length)
            .Where(i => first[i] >= least && first[i] > 0 && second[i] > 0).Select(i => first[i] / second[i]).Order()];
        if (ratios.Length == 0)
        {
            return 0;
        }

        double ratio = Math.Max(ratios[ratios.Length / 2], 1.001);
        double width = Again / Math.Sqrt((ratio * ratio) - 1);
        return Math.Sqrt(Math.Max(0, (width * width) - (Sharp * Sharp)));
    }

    private static double[] Steepness(FloatImage image)
    {
        Span<float> plane = image.Plane(0);
        (int width, int height) = (image.Width, image.Height);
        var result = new double[(width - 2) * (height - 2)];
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                int i = (y * width) + x;
                double dx = plane[i + 1] - plane[i - 1], dy = plane[i + width] - plane[i - width];
                result[((y - 1) * (width - 2)) + x - 1] = Math.Sqrt((dx * dx) + (dy * dy));
            }
        }

        return result;
    }
}

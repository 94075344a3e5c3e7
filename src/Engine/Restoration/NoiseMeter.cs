using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>Measures grain.</summary>
internal static class NoiseMeter
{
    private const double MedianOfNormal = 0.6745;

    /// <summary>
    /// Standard deviation of the noise in levels: the median size of a difference of two Laplacians, which smooth shading and straight
    /// edges leave at zero (Immerkaer 1996; the median instead of the mean, so that hair does not count as grain). Pixels at black
    /// or white are left out: there noise is cut off.
    /// </summary>
    public static double Sigma(RgbImage picture)
    {
        double sum = 0;
        for (int channel = 0; channel < 3; channel++)
        {
            sum += Channel(picture, channel);
        }

        return sum / 3;
    }

    private static double Channel(RgbImage picture, int channel)
    {
        var sizes = new List<double>(picture.Width * picture.Height);
        for (int y = 1; y < picture.Height - 1; y++)
        {
            ReadOnlySpan<byte> above = picture.Row(y - 1), row = picture.Row(y), below = picture.Row(y + 1);
            for (int x = 1; x < picture.Width - 1; x++)
            {
                int l = (3 * (x - 1)) + channel, m = (3 * x) + channel, r = (3 * (x + 1)) + channel;
                if (row[m] is > 3 and < 252)
                {
                    int response = above[l] - (2 * above[m]) + above[r] - (2 * row[l]) + (4 * row[m]) - (2 * row[r]) + below[l] - (2 * below[m]) + below[r];
                    sizes.Add(Math.Abs(response));
                }
            }
        }

        if (sizes.Count == 0)
        {
            return 0;
        }

        sizes.Sort();
        return sizes[sizes.Count / 2] / MedianOfNormal / 6;
    }
}

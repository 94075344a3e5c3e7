using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>
/// Reads the quality of a JPEG file off its decoded pixels: their cosine coefficients still lie on multiples of the quality's
/// steps. Whoever resized or moved the picture since has wiped that out.
/// </summary>
internal static class JpegTrace
{
    /// <summary>Standard deviation of a coefficient after decoding to 8-bit pixels.</summary>
    private const double Rounding = 0.5;

    /// <summary>Share of the coefficients that may lie anywhere (clipped blocks).</summary>
    private const double Astray = 0.05;

    /// <summary>Gain a coefficient, in nats, that a quality must reach to be believed.</summary>
    private const double Believable = 0.02;

    /// <summary>Blocks that are enough to do without the others.</summary>
    private const int Enough = 40;

    /// <summary>The quality, 1 to 95; null where the pixels show none.</summary>
    public static int? Quality(RgbImage picture)
    {
        double[][] coefficients = Coefficients(picture);
        if (coefficients[0].Length == 0)
        {
            return null;
        }

        (int best, double most) = (0, 0);
        for (int quality = 1; quality <= 95; quality++)
        {
            float[] steps = JpegTables.LumaSteps(quality);
            double gain = 0;
            for (int k = 0; k < 64; k++)
            {
                gain += Gain(coefficients[k], steps[k]);
            }

            if (gain > most)
            {
                (best, most) = (quality, gain);
            }
        }

        return most > Believable * 64 * coefficients[0].Length ? best : null;
    }

    /// <summary>
    /// By how much "multiples of the step" explains the coefficients better than "anything". Coefficients near zero fit every step and
    /// count for none; that others are far from their multiple counts against it.
    /// </summary>
    private static double Gain(double[] coefficients, double step)
    {
        if (step < 3)
        {
            return 0;
        }

        double scale = (1 - Astray) * step / (Rounding * Math.Sqrt(2 * Math.PI));
        double gain = 0;
        foreach (double value in coefficients)
        {
            double index = Math.Round(value / step);
            double off = (value - (index * step)) / Rounding;
            double likelihood = Math.Log((scale * Math.Exp(-0.5 * off * off)) + Astray);
            gain += index == 0 ? Math.Min(likelihood, 0) : likelihood;
        }

        return gain;
    }

    /// <summary>The coefficients of the blocks that tell something: [64][blocks].</summary>
    private static double[][] Coefficients(RgbImage picture)
    {
        int columns = picture.Width / 8, rows = picture.Height / 8;
        var whole = new List<double[]>();
        var clipped = new List<double[]>();
        for (int b = 0; b < columns * rows; b++)
        {
            var block = new double[64];
            bool cut = false;
            for (int i = 0; i < 64; i++)
            {
                ReadOnlySpan<byte> p = picture.Row((b / columns * 8) + (i / 8)).Slice(3 * ((b % columns * 8) + (i % 8)), 3);
                block[i] = (0.299 * p[0]) + (0.587 * p[1]) + (0.114 * p[2]) - 128;
                cut |= p.ContainsAny<byte>(0, 255);
            }

            (cut ? clipped : whole).Add(block);
        }

        // Where black or white cut the decoded values off, they no longer add up to multiples.
        List<double[]> used = whole.Count >= Enough ? whole : [.. whole, .. clipped];
        float[] basis = JpegTables.Basis();
        return [.. Enumerable.Range(0, 64).Select(k => used.ConvertAll(block => Dot(basis.AsSpan(64 * k, 64), block)).ToArray())];

        static double Dot(ReadOnlySpan<float> wave, double[] block)
        {
            double sum = 0;
            for (int i = 0; i < wave.Length; i++)
            {
                sum += wave[i] * block[i];
            }

            return sum;
        }
    }
}

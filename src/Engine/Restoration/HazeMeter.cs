using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>
/// Reads haze of even thickness off a picture. Some place of a photo has a channel near black (the dark channel of He et al. 2009):
/// what is seen there is the air's light alone, A k. How much of the range from there to the brightest place is gone tells k.
/// </summary>
internal static class HazeMeter
{
    /// <summary>Brightness of the brightest places of a clear portrait, of 0 to 1; the sample person's photos have 0.75 to 0.91.</summary>
    private const double ClearWhite = 0.85;

    /// <summary>Share of the pixels that may be darker than the darkest place, or brighter than the brightest.</summary>
    private const double Apart = 0.005;

    /// <summary>Keeps grain from passing for shadow.</summary>
    private const double Smoothing = 1;

    /// <summary>What the haze adds to black: A k, 0 to 1; near 0 in a clear photo.</summary>
    public static double Veil(RgbImage picture) => Ends(picture).Dark;

    /// <summary>What the haze swallows (k) and its brightness (A).</summary>
    /// <param name="picture">The photo.</param>
    /// <param name="strength">k where it is known.</param>
    /// <param name="airlight">A where it is known.</param>
    public static (double Strength, double Airlight) Measure(RgbImage picture, double? strength, double? airlight)
    {
        (double dark, double bright) = Ends(picture);
        (double least, double greatest) = DegradationStep.Range(DegradationKind.Haze)!.Value;
        double swallowed = strength
            ?? (airlight is { } light ? dark / Math.Max(light, 1e-6) : 1 - ((bright - dark) / ClearWhite));
        swallowed = Math.Clamp(swallowed, least, greatest);
        return (swallowed, airlight ?? Math.Clamp(dark / swallowed, 0, 1));
    }

    private static (double Dark, double Bright) Ends(RgbImage picture)
    {
        FloatImage smooth = Gaussian.Blur(FloatImage.FromRgb(picture), Smoothing);
        Span<float> r = smooth.Plane(0), g = smooth.Plane(1), b = smooth.Plane(2);
        var dark = new float[r.Length];
        var luma = new float[r.Length];
        for (int i = 0; i < r.Length; i++)
        {
            dark[i] = Math.Min(r[i], Math.Min(g[i], b[i]));
            luma[i] = (0.299f * r[i]) + (0.587f * g[i]) + (0.114f * b[i]);
        }

        Array.Sort(dark);
        Array.Sort(luma);
        int apart = (int)(Apart * dark.Length);
        return (dark[apart] / 255, luma[^(1 + apart)] / 255);
    }
}

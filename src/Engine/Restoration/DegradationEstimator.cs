using System.Globalization;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>
/// Estimates from a picture alone how strongly it was degraded. Measured on the sample person's test photos: blur within 0.35 pixels
/// up to sigma 4, noise within a tenth up to 25 levels, JPEG quality within 2 from 5 on, haze within 0.12. Traces wipe each other
/// out: compression smooths noise away, noise hides the edges that tell blur, and resizing removes the blocks of JPEG. Blur
/// under noise or compression is better estimated with the person's help (<see cref="Workshop.BlurSearch"/>).
/// </summary>
public static class DegradationEstimator
{
    /// <summary>Sigma below which a photo counts as sharp, pixels.</summary>
    internal const double VisibleBlur = 0.4;

    private const double VisibleNoise = 1;
    private const double VisibleVeil = 0.06;

    /// <summary>What is clearly to be seen in a picture, with its strength: a proposal for somebody who has not said what happened.</summary>
    /// <param name="picture">The degraded picture.</param>
    public static DegradationSpec Detect(RgbImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var steps = new List<DegradationStep>();
        if (IsGrey(picture))
        {
            steps.Add(new DegradationStep(DegradationKind.Grayscale));
        }

        if (HazeMeter.Veil(picture) > 0.12)
        {
            (double strength, double airlight) = HazeMeter.Measure(picture, null, null);
            steps.Add(new DegradationStep(DegradationKind.Haze, Round(strength), Round(airlight)));
        }

        if (BlurScale.Sigma(picture) is > 0.8 and var sigma)
        {
            steps.Add(new DegradationStep(DegradationKind.Blur, Round(sigma)));
        }

        if (NoiseMeter.Sigma(picture) is > 3 and var noise)
        {
            steps.Add(new DegradationStep(DegradationKind.Noise, Round(noise)));
        }

        if (JpegTrace.Quality(picture) is < 80 and var quality)
        {
            steps.Add(new DegradationStep(DegradationKind.Jpeg, quality));
        }

        return new DegradationSpec(steps);
    }

    /// <summary>Whether a picture is grey, or toned: its colour follows from its brightness.</summary>
    /// <param name="picture">The picture.</param>
    public static bool IsGrey(RgbImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return ChromaMeter.Spread(picture) < new CurationThresholds().Chroma;
    }

    /// <summary>Fills in the strengths that are not known.</summary>
    /// <param name="picture">The degraded picture, as it is to be restored.</param>
    /// <param name="spec">What happened to it.</param>
    public static DegradationEstimate Estimate(RgbImage picture, DegradationSpec spec)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(spec);
        var steps = new List<DegradationStep>();
        var remarks = new List<string>();
        foreach (DegradationStep step in spec.Steps)
        {
            (DegradationStep? known, string? remark) = step.IsOpen ? Close(picture, step) : (step, null);
            if (known is not null)
            {
                steps.Add(known);
            }

            if (remark is not null)
            {
                remarks.Add(remark);
            }
        }

        return new DegradationEstimate(new DegradationSpec(steps), remarks);
    }

    private static (DegradationStep? Known, string Remark) Close(RgbImage picture, DegradationStep step)
    {
        switch (step.Kind)
        {
            case DegradationKind.Haze:
                if (step.Strength is null && HazeMeter.Veil(picture) < VisibleVeil)
                {
                    return (null, "Haze was left out: the picture has black in it.");
                }

                (double strength, double airlight) = HazeMeter.Measure(picture, step.Strength, step.Airlight);
                return (
                    step with { Strength = step.Strength ?? Round(strength), Airlight = step.Airlight ?? Round(airlight) },
                    Say($"Haze: estimated to swallow {strength:0.00} of the light, with a brightness of {airlight:0.00}."));
            case DegradationKind.Blur:
                double sigma = BlurScale.Sigma(picture);
                return sigma < VisibleBlur
                    ? (null, "Blur was left out: the picture's edges are as sharp as those of a sharp photo.")
                    : (step with { Strength = Fit(step.Kind, sigma) }, Say($"Blur: estimated at sigma {sigma:0.0} pixels."));
            case DegradationKind.Noise:
                double noise = NoiseMeter.Sigma(picture);
                return noise < VisibleNoise
                    ? (null, "Noise was left out: there is none to be seen.")
                    : (step with { Strength = Fit(step.Kind, noise) }, Say($"Noise: estimated at {noise:0.0} levels."));
            case DegradationKind.Jpeg:
                return JpegTrace.Quality(picture) is { } quality
                    ? (step with { Strength = quality }, Say($"JPEG: estimated at quality {quality}."))
                    : (null, "JPEG was left out: the picture shows no blocks. Resizing and aligning remove them; what is left of it counts as blur.");
            default:
                throw new InvalidOperationException($"Nothing of {step.Kind} is to be estimated.");
        }
    }

    private static double Fit(DegradationKind kind, double value)
    {
        (double least, double greatest) = DegradationStep.Range(kind)!.Value;
        return Round(Math.Clamp(value, least, greatest));
    }

    private static double Round(double value) => Math.Round(value, 2);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>Degrades 8-bit pictures, with a real JPEG file at the end.</summary>
internal static class PixelDegradations
{
    /// <summary>Applies all steps, rounding to levels once before the JPEG.</summary>
    public static RgbImage Apply(RgbImage photo, DegradationSpec spec, ulong seed)
    {
        FloatImage image = FloatImage.FromRgb(photo);
        bool grey = spec.Find(DegradationKind.Grayscale) is not null;
        int? quality = null;
        foreach (DegradationStep step in spec.Steps)
        {
            switch (step.Kind)
            {
                case DegradationKind.Haze:
                    Haze(image, step.Strength!.Value, step.Airlight!.Value);
                    break;
                case DegradationKind.Blur:
                    image = Gaussian.Blur(image, step.Strength!.Value);
                    break;
                case DegradationKind.Grayscale:
                    Grey(image);
                    break;
                case DegradationKind.Noise:
                    Noise(image, step.Strength!.Value, grey, new PortableRandom(seed));
                    break;
                case DegradationKind.Jpeg:
                    quality = (int)Math.Round(step.Strength!.Value);
                    break;
                default:
                    throw new InvalidOperationException($"No such degradation: {step.Kind}.");
            }
        }

        RgbImage result = image.ToRgb();
        return quality is { } given ? ImageFile.Decode(ImageWriter.EncodeJpeg(result, given), "the compressed picture") : result;
    }

    private static void Haze(FloatImage image, double strength, double airlight)
    {
        (float through, float veil) = ((float)(1 - strength), (float)(255 * airlight * strength));
        foreach (ref float value in image.Values.AsSpan())
        {
            value = (value * through) + veil;
        }
    }

    private static void Grey(FloatImage image)
    {
        Span<float> r = image.Plane(0), g = image.Plane(1), b = image.Plane(2);
        for (int i = 0; i < r.Length; i++)
        {
            r[i] = g[i] = b[i] = (0.299f * r[i]) + (0.587f * g[i]) + (0.114f * b[i]);
        }
    }

    /// <summary>The grain of a grey photo is grey.</summary>
    private static void Noise(FloatImage image, double sigma, bool grey, PortableRandom random)
    {
        int plane = image.Width * image.Height;
        for (int i = 0; i < image.Values.Length; i++)
        {
            if (i >= plane && grey)
            {
                image.Values[i] = image.Values[i - plane];
            }
            else
            {
                image.Values[i] += (float)(sigma * random.NextBell());
            }
        }
    }
}

using MyStyle.Engine.Runtime;
using SkiaSharp;

namespace MyStyle.Engine.Imaging;

/// <summary>Encodes pictures, and writes them so that a reader never sees half a file.</summary>
public static class ImageWriter
{
    /// <summary>Writes PNG, JPEG or WebP, chosen by the extension of <paramref name="path"/>.</summary>
    /// <exception cref="EngineException">The extension is none of these, or the file cannot be written.</exception>
    public static void Write(string path, RgbImage image, int quality = 95)
    {
        byte[] bytes = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => EncodePng(image),
            ".jpg" or ".jpeg" => EncodeJpeg(image, quality),
            ".webp" => EncodeWebP(image, quality),
            _ => throw new EngineException($"{path} does not end in .png, .jpg or .webp, so its format is unknown."),
        };
        AtomicFile.Write(path, bytes);
    }

    /// <summary>Writes PNG (lossless).</summary>
    /// <exception cref="EngineException">The file cannot be written.</exception>
    public static void WritePng(string path, RgbImage image) => AtomicFile.Write(path, EncodePng(image));

    /// <summary>Writes a mask as a grey PNG.</summary>
    /// <exception cref="EngineException">The file cannot be written.</exception>
    public static void WritePng(string path, Mask mask) => AtomicFile.Write(path, EncodePng(mask));

    /// <summary>Writes JPEG; <paramref name="quality"/> 1..100.</summary>
    /// <exception cref="EngineException">The file cannot be written.</exception>
    public static void WriteJpeg(string path, RgbImage image, int quality = 95) => AtomicFile.Write(path, EncodeJpeg(image, quality));

    /// <summary>Writes WebP; <paramref name="quality"/> 0..100, lossy.</summary>
    /// <exception cref="EngineException">The file cannot be written.</exception>
    public static void WriteWebP(string path, RgbImage image, int quality = 90) => AtomicFile.Write(path, EncodeWebP(image, quality));

    /// <summary>PNG bytes (lossless).</summary>
    public static byte[] EncodePng(RgbImage image)
        => Encode(image, pixmap => pixmap.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 4)));

    /// <summary>PNG bytes of a grey picture.</summary>
    public static unsafe byte[] EncodePng(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        fixed (byte* values = mask.Values)
        {
            SKImageInfo info = new(mask.Width, mask.Height, SKColorType.Gray8, SKAlphaType.Opaque);
            using SKPixmap pixmap = new(info, (nint)values);
            using SKData? data = pixmap.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 4));
            return data?.ToArray() ?? throw new InvalidOperationException("Skia did not encode the mask.");
        }
    }

    /// <summary>JPEG bytes; full chroma resolution from quality 90 on.</summary>
    public static byte[] EncodeJpeg(RgbImage image, int quality = 95)
    {
        SKJpegEncoderDownsample chroma = quality >= 90 ? SKJpegEncoderDownsample.Downsample444 : SKJpegEncoderDownsample.Downsample420;
        return Encode(image, pixmap => pixmap.Encode(new SKJpegEncoderOptions(Math.Clamp(quality, 1, 100), chroma, SKJpegEncoderAlphaOption.Ignore)));
    }

    /// <summary>WebP bytes, lossy.</summary>
    public static byte[] EncodeWebP(RgbImage image, int quality = 90)
        => Encode(image, pixmap => pixmap.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, Math.Clamp(quality, 0, 100))));

    private static unsafe byte[] Encode(RgbImage image, Func<SKPixmap, SKData?> encode)
    {
        ArgumentNullException.ThrowIfNull(image);
        byte[] rgba = new byte[4 * image.Width * image.Height];
        byte[] pixels = image.Pixels;
        for (int s = 0, t = 0; s < pixels.Length; s += 3, t += 4)
        {
            rgba[t] = pixels[s];
            rgba[t + 1] = pixels[s + 1];
            rgba[t + 2] = pixels[s + 2];
            rgba[t + 3] = 255;
        }

        fixed (byte* start = rgba)
        {
            using SKColorSpace srgb = SKColorSpace.CreateSrgb();
            SKImageInfo info = new(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque, srgb);
            using SKPixmap pixmap = new(info, (nint)start);
            using SKData? data = encode(pixmap);
            return data?.ToArray() ?? throw new EngineException($"A picture of {image.Width} x {image.Height} pixels cannot be encoded in this format.");
        }
    }
}

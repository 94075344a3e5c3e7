using MyStyle.Engine.Imaging;
using SkiaSharp;

namespace MyStyle.Engine.Tests.Restoration;

/// <summary>Reads fixtures without going through the engine's own decoder.</summary>
internal static class Pictures
{
    public static RgbImage Rgb(string path)
    {
        using SKBitmap bitmap = SKBitmap.Decode(path);
        RgbImage image = new(bitmap.Width, bitmap.Height);
        for (int i = 0; i < bitmap.Width * bitmap.Height; i++)
        {
            SKColor color = bitmap.GetPixel(i % bitmap.Width, i / bitmap.Width);
            (image.Pixels[3 * i], image.Pixels[(3 * i) + 1], image.Pixels[(3 * i) + 2]) = (color.Red, color.Green, color.Blue);
        }

        return image;
    }

    public static Mask Grey(string path)
    {
        RgbImage image = Rgb(path);
        return new Mask(image.Width, image.Height, [.. Enumerable.Range(0, image.Width * image.Height).Select(i => image.Pixels[3 * i])]);
    }

    /// <summary>A picture whose channels are functions of the position.</summary>
    public static RgbImage Make(int width, int height, Func<int, int, int, double> level)
    {
        RgbImage image = new(width, height);
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)Math.Clamp(Math.Round(level(i / 3 % width, i / 3 / width, i % 3)), 0, 255);
        }

        return image;
    }

    public static Mask MakeMask(int width, int height, Func<int, int, bool> inside)
    {
        Mask mask = new(width, height);
        for (int i = 0; i < mask.Values.Length; i++)
        {
            mask.Values[i] = inside(i % width, i / width) ? (byte)255 : (byte)0;
        }

        return mask;
    }
}

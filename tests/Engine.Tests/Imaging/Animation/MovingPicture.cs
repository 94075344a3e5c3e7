using MyStyle.Engine.Imaging;
using SkiaSharp;

namespace MyStyle.Engine.Tests.Imaging.Animation;

/// <summary>Frames of a bright disc that wanders over a smooth backdrop, and an animation decoded by Skia.</summary>
internal static class MovingPicture
{
    public static RgbImage[] Frames(int count, int width = 64, int height = 48)
        => [.. Enumerable.Range(0, count).Select(i => Frame(width, height, (i + 1.0) / (count + 1)))];

    /// <summary>Every frame as it is shown, composed over the ones before.</summary>
    public static unsafe RgbImage[] Decode(byte[] file, out int[] durations, out int repetitions)
    {
        using var data = SKData.CreateCopy(file);
        using SKCodec codec = SKCodec.Create(data).ShouldNotBeNull();
        SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        durations = [.. codec.FrameInfo.Select(f => f.Duration)];
        repetitions = codec.RepetitionCount;
        byte[] rgba = new byte[4 * info.Width * info.Height];
        List<RgbImage> frames = [];
        for (int i = 0; i < codec.FrameCount; i++)
        {
            fixed (byte* pixels = rgba)
            {
                codec.GetPixels(info, (nint)pixels, new SKCodecOptions(i)).ShouldBe(SKCodecResult.Success);
            }

            frames.Add(new RgbImage(info.Width, info.Height, [.. rgba.Where((_, k) => k % 4 != 3)]));
        }

        return [.. frames];
    }

    /// <summary>The mean difference of two pictures' bytes.</summary>
    public static double Difference(RgbImage a, RgbImage b)
    {
        (a.Width, a.Height).ShouldBe((b.Width, b.Height));
        return a.Pixels.Zip(b.Pixels, (x, y) => Math.Abs(x - y)).Average();
    }

    private static RgbImage Frame(int width, int height, double place)
    {
        RgbImage image = new(width, height);
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = image.Row(y);
            for (int x = 0; x < width; x++)
            {
                double distance = Math.Sqrt(Math.Pow(x - (place * width), 2) + Math.Pow(y - (height / 2.0), 2));
                bool inside = distance < height / 5.0;
                row[3 * x] = (byte)(inside ? 250 : 60 + (120 * x / width));
                row[(3 * x) + 1] = (byte)(inside ? 220 - (2 * distance) : 40 + (100 * y / height));
                row[(3 * x) + 2] = (byte)(inside ? 40 : 110);
            }
        }

        return image;
    }
}

using CsCheck;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Imaging.Provenance;
using SkiaSharp;

namespace MyStyle.Engine.Tests.Imaging.Provenance;

/// <summary>One small picture in every kind of file that carries a record, and a record that is hard to carry.</summary>
internal static class LabelledPictures
{
    public static TheoryData<string> Kinds { get; } = ["png", "jpeg", "webp", "webp lossless", "webp extended", "gif"];

    public static ProvenanceRecord Record { get; } = new(
        DigitalSourceType.CompositeWithTrainedAlgorithmicMedia,
        ProvenanceRecord.Studio,
        new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        """{"person":"Ada","beta":0.02,"directions":[{"name":"smile","theta":-1.5}]}""",
        "The hole was filled.");

    public static byte[] File(string kind) => kind switch
    {
        "png" => ImageWriter.EncodePng(Picture()),
        "jpeg" => ImageWriter.EncodeJpeg(Picture()),
        "webp" => Simple(ImageWriter.EncodeWebP(Picture())),
        "webp lossless" => Simple(WebP(SKAlphaType.Unpremul, SKWebpEncoderCompression.Lossless)),
        "webp extended" => WebP(SKAlphaType.Unpremul, SKWebpEncoderCompression.Lossy),
        "gif" => Gif(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static RgbImage Picture(int width = 37, int height = 21)
    {
        RgbImage image = new(width, height);
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)((i * 7) + (i / 11));
        }

        return image;
    }

    public static byte[] Pixels(byte[] file) => ImageFile.Decode(file, "picture").Pixels;

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>How often a text stands in a file.</summary>
    public static int Count(byte[] file, ReadOnlySpan<byte> text)
    {
        int count = 0;
        ReadOnlySpan<byte> rest = file;
        for (int at; (at = rest.IndexOf(text)) >= 0; rest = rest[(at + text.Length)..])
        {
            count++;
        }

        return count;
    }

    private static unsafe byte[] WebP(SKAlphaType alpha, SKWebpEncoderCompression compression)
    {
        byte[] rgba = new byte[4 * 37 * 21];
        for (int i = 0; i < rgba.Length; i++)
        {
            rgba[i] = (byte)(i * 3);
        }

        fixed (byte* start = rgba)
        {
            using SKPixmap pixmap = new(new SKImageInfo(37, 21, SKColorType.Rgba8888, alpha), (nint)start);
            using SKData data = pixmap.Encode(new SKWebpEncoderOptions(compression, 80))!;
            return data.ToArray();
        }
    }

    /// <summary>The file without extended header, colour profile and the like.</summary>
    private static byte[] Simple(byte[] file)
    {
        WebPChunk picture = WebPChunks.Read(file)!.Single(c => c.Name is WebPChunks.Lossy or WebPChunks.Lossless);
        using MemoryStream body = new();
        WebPChunks.Write(body, picture.Name, picture.Data(file));
        return WebPChunks.File(body);
    }

    /// <summary>Two by one pixels, blue and red, in the older version of the format.</summary>
    private static byte[] Gif() =>
    [
        .. "GIF87a"u8, 2, 0, 1, 0, 0x80, 0, 0, 0, 0, 255, 255, 0, 0,
        0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0b01_000_100, 0b0_101_0, 0, 0x3B,
    ];
}

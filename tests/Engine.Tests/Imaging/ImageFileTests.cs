using System.Buffers.Binary;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;

namespace MyStyle.Engine.Tests.Imaging;

public sealed class ImageFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mystyle-imaging-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Png_WrittenAndRead_IsTheSamePicture()
    {
        RgbImage image = Gradient(37, 21);
        string path = Path.Combine(_folder, "new", "picture.png");

        ImageWriter.WritePng(path, image);

        ImageFile.Read(path).Pixels.ShouldBe(image.Pixels);
        ImageFile.ReadHeader(path).ShouldBe(new ImageHeader(37, 21, "png", false, 0));
        Directory.GetFiles(Path.GetDirectoryName(path)!).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".webp")]
    public void LossyFormat_WrittenAndRead_IsNearlyTheSame(string extension)
    {
        RgbImage image = Gradient(64, 48);
        string path = Path.Combine(_folder, "picture" + extension);

        ImageWriter.Write(path, image, 95);

        RgbImage back = ImageFile.Read(path);
        back.Pixels.Zip(image.Pixels, (a, b) => Math.Abs(a - b)).Average().ShouldBeLessThan(3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Jpeg_WithExifOrientation_ComesOutUpright(int orientation)
    {
        // Upright, the picture is red at the top left, green at the top right, blue at the bottom left, black at the bottom right.
        RgbImage upright = Corners(64, 32);
        RgbImage stored = Store(upright, orientation);
        byte[] file = WithOrientation(ImageWriter.EncodeJpeg(stored, 100), orientation);

        RgbImage image = ImageFile.Decode(file, "turned.jpg");

        image.Width.ShouldBe(64);
        image.Height.ShouldBe(32);
        Dominant(image, 8, 8).ShouldBe(0);
        Dominant(image, 56, 8).ShouldBe(1);
        Dominant(image, 8, 24).ShouldBe(2);
        image.Row(24)[3 * 56].ShouldBeLessThan((byte)40);
    }

    [Fact]
    public void Png_WithTransparency_LiesOverTheBackdropAndMasksCountItBlack()
    {
        using SkiaSharp.SKBitmap bitmap = new(new SkiaSharp.SKImageInfo(2, 1, SkiaSharp.SKColorType.Rgba8888, SkiaSharp.SKAlphaType.Unpremul));
        bitmap.SetPixel(0, 0, new SkiaSharp.SKColor(255, 255, 255, 255));
        bitmap.SetPixel(1, 0, new SkiaSharp.SKColor(255, 0, 0, 0));
        string path = Path.Combine(_folder, "cutout.png");
        using (SkiaSharp.SKData data = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100))
        {
            File.WriteAllBytes(path, data.ToArray());
        }

        ImageFile.Read(path).Pixels.ShouldBe([255, 255, 255, 128, 128, 128]);
        ImageFile.ReadMask(path).Values.ShouldBe([255, 0]);
        ImageFile.ReadHeader(path).HasAlpha.ShouldBeTrue();
    }

    [Fact]
    public void Picture_InWideGamut_ComesOutInSrgb()
    {
        using SkiaSharp.SKColorSpace wide = SkiaSharp.SKColorSpace.CreateRgb(SkiaSharp.SKColorSpaceTransferFn.Srgb, SkiaSharp.SKColorSpaceXyz.DisplayP3);
        using SkiaSharp.SKBitmap bitmap = new(new SkiaSharp.SKImageInfo(4, 4, SkiaSharp.SKColorType.Rgba8888, SkiaSharp.SKAlphaType.Opaque, wide));
        for (int i = 0; i < 16; i++)
        {
            bitmap.GetPixelSpan()[4 * i] = 180;
            bitmap.GetPixelSpan()[(4 * i) + 1] = 100;
            bitmap.GetPixelSpan()[(4 * i) + 2] = 100;
            bitmap.GetPixelSpan()[(4 * i) + 3] = 255;
        }

        using SkiaSharp.SKData data = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);

        RgbImage image = ImageFile.Decode(data.ToArray(), "wide.png");

        // The same colour has more red and less green in the smaller gamut.
        image.Pixels[0].ShouldBeGreaterThan((byte)185);
        image.Pixels[1].ShouldBeLessThan((byte)98);
    }

    [Fact]
    public void Jpeg_DecodedReduced_IsAnEighthStepNotBelowTheWish()
    {
        byte[] file = ImageWriter.EncodeJpeg(Gradient(1600, 1200), 90);

        DecodedImage reduced = ImageFile.DecodeReduced(file, "big.jpg", 500);

        reduced.FullWidth.ShouldBe(1600);
        reduced.FullHeight.ShouldBe(1200);
        reduced.Image.Width.ShouldBe(600);
        reduced.Image.Height.ShouldBe(450);
        RgbImage full = ImageFile.Decode(file, "big.jpg");
        int dx = reduced.Image.Row(225)[3 * 300] - full.Row(600)[3 * 800];
        Math.Abs(dx).ShouldBeLessThan(4);
    }

    [Fact]
    public void Png_DecodedReduced_IsBoxAveraged()
    {
        byte[] file = ImageWriter.EncodePng(Gradient(400, 300));

        DecodedImage reduced = ImageFile.DecodeReduced(file, "big.png", 150);

        reduced.Image.Width.ShouldBe(200);
        reduced.Reduction.ShouldBe(2);
    }

    [Fact]
    public void Read_OfBadFiles_SaysWhatIsWrong()
    {
        byte[] jpeg = ImageWriter.EncodeJpeg(Gradient(200, 200), 90);
        byte[] png = ImageWriter.EncodePng(Gradient(200, 200));
        Message([]).ShouldContain("empty");
        Message("<!DOCTYPE html><html>"u8.ToArray()).ShouldContain("web page");
        Message("\ufeff  <html>"u8.ToArray()).ShouldContain("web page");
        Message("<svg xmlns='x'>"u8.ToArray()).ShouldContain("SVG");
        Message([0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0]).ShouldContain("HEIC");
        Message([0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 0, 0]).ShouldContain("video");
        Message("hello, this is text"u8.ToArray()).ShouldContain("not a picture");
        Message(jpeg[..100]).ShouldContain("damaged or truncated");
        Message(jpeg[..(jpeg.Length / 2)]).ShouldContain("truncated");
        Message(png[..(png.Length / 2)]).ShouldContain("truncated");
        Message(png[..20]).ShouldContain("damaged or truncated");
    }

    [Fact]
    public void Read_OfMissingFileOrFolder_SaysSo()
    {
        Should.Throw<EngineException>(() => ImageFile.Read(Path.Combine(_folder, "no.jpg"))).Message.ShouldContain("There is no file");
        Should.Throw<EngineException>(() => ImageFile.Read(_folder)).Message.ShouldContain("folder");
    }

    [Fact]
    public void Read_OfDecompressionBomb_IsRefusedByItsHeader()
    {
        // A PNG header that claims 60000 x 60000 pixels; no pixel data could follow in time.
        byte[] png = ImageWriter.EncodePng(Gradient(8, 8));
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 60000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 60000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32(png.AsSpan(12, 17)));

        Message(png).ShouldContain("60000 x 60000");
        ImageReadOptions small = new() { MaxPixels = 1000 };
        Should.Throw<EngineException>(() => ImageFile.Decode(ImageWriter.EncodePng(Gradient(40, 40)), "x.png", small)).Message.ShouldContain("40 x 40");
        string path = Path.Combine(_folder, "long.png");
        ImageWriter.WritePng(path, Gradient(200, 200));
        Should.Throw<EngineException>(() => ImageFile.Read(path, new ImageReadOptions { MaxBytes = 100 })).Message.ShouldContain("limit");
    }

    [Fact]
    public void BundledTruncatedPhoto_IsRefused()
        => Should.Throw<EngineException>(() => ImageFile.Read(Repository.Asset("sample-person", "corrupt_001.jpg")));

    [Fact]
    public void Write_WithUnknownExtension_IsRefused()
        => Should.Throw<EngineException>(() => ImageWriter.Write(Path.Combine(_folder, "a.xyz"), Gradient(4, 4)));

    private static string Message(byte[] bytes) => Should.Throw<EngineException>(() => ImageFile.Decode(bytes, "file.jpg")).Message;

    private static RgbImage Gradient(int width, int height)
    {
        RgbImage image = new(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                image.Row(y)[3 * x] = (byte)(255 * x / width);
                image.Row(y)[(3 * x) + 1] = (byte)(255 * y / height);
                image.Row(y)[(3 * x) + 2] = (byte)(127 + (60 * Math.Sin(0.05 * (x + y))));
            }
        }

        return image;
    }

    private static RgbImage Corners(int width, int height)
    {
        RgbImage image = new(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int corner = (x < width / 2 ? 0 : 1) + (y < height / 2 ? 0 : 2);
                if (corner < 3)
                {
                    image.Row(y)[(3 * x) + corner] = 255;
                }
            }
        }

        return image;
    }

    private static int Dominant(RgbImage image, int x, int y)
    {
        Span<byte> p = image.Row(y).Slice(3 * x, 3);
        return p[0] > 128 ? 0 : p[1] > 128 ? 1 : 2;
    }

    /// <summary>What a camera would store so that a reader who obeys the orientation sees the upright picture.</summary>
    private static RgbImage Store(RgbImage upright, int orientation)
    {
        int w = upright.Width;
        int h = upright.Height;
        RgbImage stored = orientation >= 5 ? new RgbImage(h, w) : new RgbImage(w, h);
        for (int y = 0; y < h; y++)
        {
            for (int x = 0; x < w; x++)
            {
                // TIFF 6.0: which side of the stored picture is the visual top and left.
                (int column, int row) = orientation switch
                {
                    1 => (x, y),
                    2 => (w - 1 - x, y),
                    3 => (w - 1 - x, h - 1 - y),
                    4 => (x, h - 1 - y),
                    5 => (y, x),
                    6 => (y, w - 1 - x),
                    7 => (h - 1 - y, w - 1 - x),
                    _ => (h - 1 - y, x),
                };
                upright.Row(y).Slice(3 * x, 3).CopyTo(stored.Row(row)[(3 * column)..]);
            }
        }

        return stored;
    }

    private static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
        ];
        exif[3] = (byte)(exif.Length - 2);
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}

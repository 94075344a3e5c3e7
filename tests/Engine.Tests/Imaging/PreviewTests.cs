using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Tests.Imaging;

public sealed class PreviewTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(37, 21)]
    [InlineData(128, 128)]
    public void Encode_OfAFrame_DecodesCloseToIt(int width, int height)
    {
        RgbImage image = Waves(width, height);

        byte[] frame = Preview.Encode(image, 90);

        RgbImage back = ImageFile.Decode(frame, "frame");
        ImageFile.DecodeReduced(frame, "frame", 8).FullWidth.ShouldBe(width);
        back.Pixels.Zip(image.Pixels, (a, b) => Math.Abs(a - b)).Average().ShouldBeLessThan(4);
        frame.AsSpan().StartsWith((byte[])[0xFF, 0xD8]).ShouldBeTrue();
    }

    [Fact]
    public void Encode_WithLowerQuality_IsShorter()
    {
        RgbImage image = Waves(200, 200);

        Preview.Encode(image, 40).Length.ShouldBeLessThan(Preview.Encode(image).Length);
        Preview.Encode(image).Length.ShouldBeLessThan(ImageWriter.EncodeJpeg(image, 75).Length);
    }

    private static RgbImage Waves(int width, int height)
    {
        RgbImage image = new(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                image.Row(y)[3 * x] = (byte)(127 + (100 * Math.Sin(0.11 * x)));
                image.Row(y)[(3 * x) + 1] = (byte)(127 + (100 * Math.Sin((0.07 * y) + 1)));
                image.Row(y)[(3 * x) + 2] = (byte)(127 + (100 * Math.Sin(0.05 * (x + y))));
            }
        }

        return image;
    }
}

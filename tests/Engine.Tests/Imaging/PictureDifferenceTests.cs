using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Tests.Imaging;

public sealed class PictureDifferenceTests
{
    [Fact]
    public void Render_OfEqualPictures_IsBlack()
    {
        RgbImage image = Pixel(10, 200, 30);

        PictureDifference.Render(image, image, 50).Pixels.ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void Render_OfMoreDifference_IsBrighter()
    {
        double before = -1;
        for (int d = 0; d < 256; d++)
        {
            double luma = Luma(PictureDifference.Render(Pixel(0, 0, 0), Pixel(0, d, 0), 1));
            luma.ShouldBeGreaterThanOrEqualTo(before, $"{d}");
            before = luma;
        }

        before.ShouldBeGreaterThan(245);
    }

    [Fact]
    public void Render_TakesTheLargestChannelEitherWayTimesTheGain()
    {
        byte[] expected = PictureDifference.Render(Pixel(0, 0, 0), Pixel(40, 0, 0), 1).Pixels;

        PictureDifference.Render(Pixel(9, 20, 5), Pixel(5, 10, 6), 4).Pixels.ShouldBe(expected);
        PictureDifference.Render(Pixel(5, 10, 6), Pixel(9, 20, 5), 4).Pixels.ShouldBe(expected);
        PictureDifference.Render(Pixel(0, 0, 0), Pixel(0, 0, 90), 1000).Pixels.ShouldBe(PictureDifference.Render(Pixel(0, 0, 0), Pixel(0, 0, 255), 1).Pixels);
    }

    [Fact]
    public void Render_OfDifferentSizes_NamesBoth()
    {
        string message = Should.Throw<EngineException>(() => PictureDifference.Render(new RgbImage(4, 5), new RgbImage(6, 7))).Message;

        message.ShouldContain("4 x 5");
        message.ShouldContain("6 x 7");
        Should.Throw<ArgumentException>(() => PictureDifference.Render(Pixel(0, 0, 0), Pixel(0, 0, 0), 0));
    }

    private static RgbImage Pixel(int r, int g, int b) => new(1, 1, [(byte)r, (byte)g, (byte)b]);

    private static double Luma(RgbImage image) => (0.299 * image.Pixels[0]) + (0.587 * image.Pixels[1]) + (0.114 * image.Pixels[2]);
}

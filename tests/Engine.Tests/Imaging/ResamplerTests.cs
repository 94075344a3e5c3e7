using System.Security.Cryptography;
using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Tests.Imaging;

public sealed class ResamplerTests
{
    // First bytes of the SHA-256 of what Pillow 9.4 makes of the same pattern.
    [Theory]
    [InlineData(ResampleFilter.Bilinear, 20, 17, "4e35f9dbb2a3a067")]
    [InlineData(ResampleFilter.Bilinear, 53, 90, "948a1547dcf50ead")]
    [InlineData(ResampleFilter.Bilinear, 111, 41, "2d5b80f5c878580e")]
    [InlineData(ResampleFilter.Bilinear, 97, 11, "249b9a74e9effd30")]
    [InlineData(ResampleFilter.Bicubic, 20, 17, "03afc72b4d75f995")]
    [InlineData(ResampleFilter.Bicubic, 53, 90, "699362713525001e")]
    [InlineData(ResampleFilter.Bicubic, 111, 41, "4a58233a1cd9dc5e")]
    [InlineData(ResampleFilter.Bicubic, 97, 11, "3a9c397f97c82045")]
    [InlineData(ResampleFilter.Lanczos3, 20, 17, "b92224391b55fcf8")]
    [InlineData(ResampleFilter.Lanczos3, 53, 90, "979bb9709d1d9c2b")]
    [InlineData(ResampleFilter.Lanczos3, 111, 41, "1911ecdbcec67e64")]
    [InlineData(ResampleFilter.Lanczos3, 97, 11, "a4dc9a6c6f72209c")]
    public void Resize_OfPattern_EqualsPillowToTheBit(ResampleFilter filter, int width, int height, string hash)
    {
        RgbImage result = Resampler.Resize(Pattern(), width, height, filter);

        Convert.ToHexStringLower(SHA256.HashData(result.Pixels))[..16].ShouldBe(hash);
    }

    [Fact]
    public void Resize_OfMask_EqualsTheSameChannelOfAPicture()
    {
        RgbImage image = Pattern();
        Mask mask = new(image.Width, image.Height);
        for (int i = 0; i < mask.Values.Length; i++)
        {
            mask.Values[i] = image.Pixels[(3 * i) + 1];
        }

        Mask small = Resampler.Resize(mask, 20, 90);
        RgbImage expected = Resampler.Resize(image, 20, 90);

        for (int i = 0; i < small.Values.Length; i++)
        {
            small.Values[i].ShouldBe(expected.Pixels[(3 * i) + 1]);
        }
    }

    [Fact]
    public void Area_ByUnevenFactor_AveragesOverlappingCells()
    {
        FloatImage image = new(5, 1, 1, [1, 2, 3, 4, 10]);

        // Cells of adaptive average pooling 5 -> 2: [0, 3) and [2, 5).
        Resampler.Area(image, 2, 1).Values.ShouldBe([2f, 17f / 3f]);
        Resampler.Area(image, 5, 1).Values.ShouldBe(image.Values);
    }

    [Fact]
    public void BoxReduce_WithRemainder_AveragesWhatIsThere()
    {
        RgbImage image = new(3, 1, [10, 0, 0, 20, 0, 0, 99, 0, 0]);

        Resampler.BoxReduce(image, 2).Pixels.ShouldBe([15, 0, 0, 99, 0, 0]);
    }

    // Values of scipy.ndimage.gaussian_filter 1.10 on the pattern's third channel at (0,0), (20,26), (40,52), (3,50).
    [Theory]
    [InlineData(0.7, 1.88101327, 64.5216446, 129.2125549, 194.0054474)]
    [InlineData(3.0, 13.5889730, 52.2661858, 103.0376968, 151.9816895)]
    [InlineData(25.0, 96.8306656, 103.3798141, 103.2088165, 112.9450989)]
    public void Blur_OfPattern_EqualsScipy(double sigma, double a, double b, double c, double d)
    {
        FloatImage blurred = Gaussian.Blur(FloatImage.FromRgb(Pattern()), sigma);
        float[] plane = blurred.Plane(2).ToArray();

        plane[0].ShouldBe((float)a, 1e-3f);
        plane[(20 * 53) + 26].ShouldBe((float)b, 1e-3f);
        plane[(40 * 53) + 52].ShouldBe((float)c, 1e-3f);
        plane[(3 * 53) + 50].ShouldBe((float)d, 1e-3f);
    }

    [Fact]
    public void Similarity_FittedToItsOwnImage_IsRecovered()
    {
        Similarity truth = new(0.8, -0.6, 12, -3);
        Point2[] from = [new(1, 2), new(40, 3), new(17, 33), new(-4, 9)];

        Similarity fit = Similarity.Fit(from, [.. from.Select(truth.Apply)]);

        fit.A.ShouldBe(truth.A, 1e-12);
        fit.B.ShouldBe(truth.B, 1e-12);
        fit.X.ShouldBe(truth.X, 1e-10);
        fit.Y.ShouldBe(truth.Y, 1e-10);
        Point2 back = fit.Inverse().Apply(fit.Apply(new Point2(5, 7)));
        back.X.ShouldBe(5, 1e-9);
        back.Y.ShouldBe(7, 1e-9);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(3.7)]
    public void SimilarWarp_OfGradient_PutsEveryPointWhereTheTransformSays(double scale)
    {
        RgbImage image = new(256, 256);
        for (int i = 0; i < 256 * 256; i++)
        {
            image.Pixels[3 * i] = (byte)(i % 256);
            image.Pixels[(3 * i) + 1] = (byte)(i / 256);
        }

        Similarity toSource = new(scale * 0.96, scale * 0.28, 60, 20);
        RgbImage warped = Warp.Similar(image, toSource, 32);

        foreach ((int x, int y) in new[] { (4, 5), (20, 9), (16, 28) })
        {
            Point2 p = toSource.Apply(new Point2(x, y));
            ((double)warped.Row(y)[3 * x]).ShouldBe(p.X, 1.01);
            ((double)warped.Row(y)[(3 * x) + 1]).ShouldBe(p.Y, 1.01);
        }
    }

    private static RgbImage Pattern()
    {
        RgbImage image = new(53, 41);
        for (int y = 0; y < 41; y++)
        {
            for (int x = 0; x < 53; x++)
            {
                image.Row(y)[3 * x] = (byte)((x * 7) + (y * 13));
                image.Row(y)[(3 * x) + 1] = (byte)((x * x) + (y * 3));
                image.Row(y)[(3 * x) + 2] = (byte)((x ^ y) * 5);
            }
        }

        return image;
    }
}

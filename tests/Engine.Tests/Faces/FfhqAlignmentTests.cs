using System.Text.Json;
using CsCheck;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Tests.Fixtures;

namespace MyStyle.Engine.Tests.Faces;

public sealed class FfhqAlignmentTests
{
    [Theory]
    [InlineData("interior")]
    [InlineData("border_pad")]
    [InlineData("shrink")]
    public void Quad_OfGoldenCase_EqualsReference(string name)
    {
        JsonElement golden = Case(name);
        Quad quad = FfhqAlignment.Quad(
            Point(golden, "eye_left"), Point(golden, "eye_right"), Point(golden, "mouth_left"), Point(golden, "mouth_right"));

        Point2[] expected = [.. golden.GetProperty("quad").EnumerateArray().Select(Point)];
        Point2[] actual = [quad.TopLeft, quad.BottomLeft, quad.BottomRight, quad.TopRight];
        for (int i = 0; i < 4; i++)
        {
            actual[i].X.ShouldBe(expected[i].X, 1e-9);
            actual[i].Y.ShouldBe(expected[i].Y, 1e-9);
        }

        quad.Side.ShouldBe(golden.GetProperty("qsize").GetDouble(), 1e-9);
    }

    [Theory]
    [InlineData("interior", 0.0)]
    [InlineData("border_pad", 0.05)]
    [InlineData("shrink", 0.05)]
    public void Render_OfGoldenCase_EqualsReference(string name, double tolerance)
    {
        JsonElement golden = Case(name);
        RgbImage photo = ImageFile.Read(Golden.File($"align_{name}_in.png"));
        RgbImage expected = ImageFile.Read(Golden.File($"align_{name}_out128.png"));

        RgbImage actual = FfhqAlignment.Render(photo, Alignment(golden, photo));

        MeanDifference(actual, expected).ShouldBeLessThanOrEqualTo(tolerance);
    }

    [Theory]
    [InlineData("interior")]
    [InlineData("shrink")]
    [InlineData("border_pad")]
    public void PasteBack_OfUnchangedFace_RestoresThePhoto(string name)
    {
        // Smooth, so that what differs is where things are and not the detail that 256 pixels cannot hold.
        double sigma = Case(name).GetProperty("qsize").GetDouble() / 90;
        RgbImage photo = Gaussian.Blur(FloatImage.FromRgb(ImageFile.Read(Golden.File($"align_{name}_in.png"))), sigma).ToRgb();
        Alignment alignment = Alignment(Case(name), photo) with { OutputSize = 256, TransformSize = 1024 };

        RgbImage result = alignment.PasteBack(photo, FfhqAlignment.Render(photo, alignment), feather: 0.05);

        // Closer to the photo's edge the alignment itself blurs, and the paste fades out.
        int edge = (int)(0.11 * alignment.QuadSize);
        MeanDifference(Middle(result, edge), Middle(photo, edge)).ShouldBeLessThan(0.8);
        for (int y = 0; y < photo.Height; y++)
        {
            for (int x = 0; x < photo.Width; x++)
            {
                Point2 p = alignment.ToAligned(new Point2(x, y));
                if (p.X < -1 || p.Y < -1 || p.X > 256 || p.Y > 256)
                {
                    result.Row(y).Slice(3 * x, 3).SequenceEqual(photo.Row(y).Slice(3 * x, 3)).ShouldBeTrue();
                }
            }
        }
    }

    [Fact]
    public void PasteBack_OfGreenPicture_IsGreenInTheMiddleAndUntouchedOutside()
    {
        RgbImage photo = new(300, 200);
        RgbImage green = new(64, 64);
        for (int i = 1; i < green.Pixels.Length; i += 3)
        {
            green.Pixels[i] = 255;
        }

        FivePoints points = new(new(130, 80), new(160, 84), new(144, 100), new(132, 112), new(156, 115));
        Alignment alignment = FfhqAlignment.Of(points, 300, 200, 128);

        RgbImage result = alignment.PasteBack(photo, green, feather: 0.2);

        Point2 center = alignment.ToPhoto(new Point2(63.5, 63.5));
        result.Row((int)center.Y)[(3 * (int)center.X) + 1].ShouldBe((byte)255);
        result.Row(0)[1].ShouldBe((byte)0);
        result.Row(199)[(3 * 299) + 1].ShouldBe((byte)0);
    }

    [Fact]
    public void ToPhoto_AndBack_IsTheSamePoint()
    {
        Gen.Select(Gen.Double[20, 300], Gen.Double[20, 300], Gen.Double[10, 400], Gen.Double[-0.9, 0.9], Gen.Int[16, 1024])
            .Sample((x, y, eyes, angle, size) =>
            {
                Point2 e = new(eyes * Math.Cos(angle), eyes * Math.Sin(angle));
                Point2 down = new(-e.Y, e.X);
                Point2 left = new(x, y);
                FivePoints points = new(left, left + e, left + (0.5 * (e + down)), left + down, left + e + down);
                Alignment alignment = FfhqAlignment.Of(points, 900, 700, size);
                Point2 there = alignment.ToPhoto(new Point2(3, 7));
                Point2 back = alignment.ToAligned(there);
                return Math.Abs(back.X - 3) < 1e-6 && Math.Abs(back.Y - 7) < 1e-6;
            });
    }

    [Fact]
    public void CanonicalPoints_AlignedAgain_GiveTheWholePicture()
    {
        Quad quad = FfhqAlignment.Of(FfhqAlignment.CanonicalPoints(1024), 1024, 1024, 1024).Quad;

        quad.Side.ShouldBe(1024, 60);
        quad.Center.X.ShouldBe(512, 20);
        quad.Center.Y.ShouldBe(512, 20);
    }

    private static Alignment Alignment(JsonElement golden, RgbImage photo) => new(
        FfhqAlignment.Quad(
            Point(golden, "eye_left"), Point(golden, "eye_right"), Point(golden, "mouth_left"), Point(golden, "mouth_right")),
        golden.GetProperty("output_size").GetInt32(),
        golden.GetProperty("transform_size").GetInt32(),
        photo.Width,
        photo.Height);

    private static RgbImage Middle(RgbImage image, int edge)
        => Warp.Crop(image, edge, edge, image.Width - (2 * edge), image.Height - (2 * edge));

    private static double MeanDifference(RgbImage a, RgbImage b)
    {
        a.Width.ShouldBe(b.Width);
        a.Height.ShouldBe(b.Height);
        return a.Pixels.Zip(b.Pixels, (x, y) => Math.Abs(x - y)).Average();
    }

    private static JsonElement Case(string name)
        => JsonDocument.Parse(File.ReadAllBytes(Golden.File("align_cases.json"))).RootElement.GetProperty(name);

    private static Point2 Point(JsonElement element, string name) => Point(element.GetProperty(name));

    private static Point2 Point(JsonElement element) => new(element[0].GetDouble(), element[1].GetDouble());
}

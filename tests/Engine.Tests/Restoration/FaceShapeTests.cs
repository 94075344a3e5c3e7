using MyStyle.Engine.Imaging;
using MyStyle.Engine.Restoration;

namespace MyStyle.Engine.Tests.Restoration;

public class FaceShapeTests
{
    private const int Size = 128;

    [Fact]
    public void FromLandmarks_FrontalFace_HoldsForeheadAndHairButNotTheCorners()
    {
        float[] matte = FaceMatte.FromLandmarks(Face(), Size, Size);
        matte.ShouldAllBe(value => value >= 0 && value <= 1);
        At(matte, 64, 70).ShouldBe(1);
        At(matte, 64, 30).ShouldBe(1);
        At(matte, 64, 108).ShouldBeLessThan(0.6f);
        At(matte, 64, 125).ShouldBe(0);
        At(matte, 4, 4).ShouldBe(0);
        At(matte, 124, 100).ShouldBe(0);
        matte.Count(value => value is > 0.01f and < 0.99f).ShouldBeGreaterThan(300);
    }

    [Fact]
    public void FromPicture_HairNarrowerThanTheModel_FollowsTheHair()
    {
        // A dark head on a light wall: narrower above than the model believes.
        RgbImage picture = Pictures.Make(Size, Size, (x, y, _) => Math.Abs(x - 64) < 30 && y > 22 ? 40 : 220);
        float[] model = FaceMatte.FromLandmarks(Face(), Size, Size);
        float[] refined = FaceMatte.FromPicture(Face(), picture);
        double Wrong(float[] matte) => matte.Select((value, i) =>
            i / Size < 80 ? Math.Abs(value - (Math.Abs((i % Size) - 64) < 30 && i / Size > 22 ? 1 : 0)) : 0).Sum();
        Wrong(refined).ShouldBeLessThan(0.5 * Wrong(model));
        At(refined, 64, 70).ShouldBe(1, 0.01);
        At(refined, 2, 2).ShouldBe(0);
    }

    [Fact]
    public void Draw_EveryRegion_HoldsItsLandmarksAndNotTheOthers()
    {
        Point2[] face = Face();
        Mask eyes = FaceRegions.Draw(FaceRegion.Eyes, face, Size, Size);
        Mask mouth = FaceRegions.Draw(FaceRegion.Mouth, face, Size, Size);
        Mask nose = FaceRegions.Draw(FaceRegion.Nose, face, Size, Size);
        foreach (int i in Enumerable.Range(36, 12))
        {
            Holds(eyes, face[i]).ShouldBeTrue();
            Holds(mouth, face[i]).ShouldBeFalse();
        }

        foreach (int i in Enumerable.Range(48, 20))
        {
            Holds(mouth, face[i]).ShouldBeTrue();
            Holds(eyes, face[i]).ShouldBeFalse();
        }

        Holds(nose, face[30]).ShouldBeTrue();
        Holds(nose, face[8]).ShouldBeFalse();
        Holds(eyes, face[27]).ShouldBeFalse();
    }

    [Fact]
    public void Draw_Halves_PartTheHead()
    {
        Point2[] face = Face();
        Mask left = FaceRegions.Draw(FaceRegion.LeftHalf, face, Size, Size);
        Mask right = FaceRegions.Draw(FaceRegion.RightHalf, face, Size, Size);
        Mask background = FaceRegions.Draw(FaceRegion.Background, face, Size, Size);
        Holds(left, face[0]).ShouldBeTrue();
        Holds(right, face[16]).ShouldBeTrue();
        Holds(left, face[16]).ShouldBeFalse();
        for (int i = 0; i < left.Values.Length; i++)
        {
            (left.Values[i] | right.Values[i] | background.Values[i]).ShouldBe(255);
            ((left.Values[i] | right.Values[i]) & background.Values[i]).ShouldBe(0);
        }
    }

    [Fact]
    public void Draw_LowerFace_HoldsMouthAndChinOnly()
    {
        Mask lower = FaceRegions.Draw(FaceRegion.LowerFace, Face(), Size, Size);
        Holds(lower, Face()[8]).ShouldBeTrue();
        Holds(lower, Face()[57]).ShouldBeTrue();
        Holds(lower, Face()[28]).ShouldBeFalse();
    }

    [Fact]
    public void Draw_WrongNumberOfLandmarks_Throws() =>
        Should.Throw<ArgumentException>(() => FaceRegions.Draw(FaceRegion.Eyes, new Point2[5], Size, Size));

    [Fact]
    public void Draw_LandmarksInOnePoint_Throws() =>
        Should.Throw<ArgumentException>(() => FaceRegions.Draw(FaceRegion.Eyes, new Point2[68], Size, Size));

    /// <summary>A schematic frontal face of FFHQ framing at 128 pixels.</summary>
    internal static Point2[] Face()
    {
        List<Point2> points = [];
        for (int i = 0; i < 17; i++)
        {
            double angle = Math.PI * i / 16;
            points.Add(new Point2(64 - (36 * Math.Cos(angle)), 62 + (46 * Math.Sin(angle))));
        }

        Line(points, 5, 34, 50, 56, 48);
        Line(points, 5, 72, 48, 94, 50);
        Line(points, 4, 64, 58, 64, 74);
        Line(points, 5, 57, 79, 71, 79);
        Ring(points, 6, 48, 60, 6, 3);
        Ring(points, 6, 80, 60, 6, 3);
        Ring(points, 12, 64, 92, 12, 5);
        Ring(points, 8, 64, 92, 8, 2);
        return [.. points];
    }

    private static void Line(List<Point2> points, int count, double x0, double y0, double x1, double y1)
    {
        for (int i = 0; i < count; i++)
        {
            double t = i / (count - 1.0);
            points.Add(new Point2(x0 + (t * (x1 - x0)), y0 + (t * (y1 - y0))));
        }
    }

    private static void Ring(List<Point2> points, int count, double x, double y, double rx, double ry)
    {
        for (int i = 0; i < count; i++)
        {
            double angle = 2 * Math.PI * i / count;
            points.Add(new Point2(x - (rx * Math.Cos(angle)), y - (ry * Math.Sin(angle))));
        }
    }

    private static float At(float[] matte, int x, int y) => matte[(y * Size) + x];

    private static bool Holds(Mask mask, Point2 point) => mask.Values[((int)Math.Round(point.Y) * mask.Width) + (int)Math.Round(point.X)] != 0;
}

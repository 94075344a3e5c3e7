using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Restoration;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Tests.Workshop;

public class HoleMaskTests
{
    private static readonly Alignment Turned = new(
        FfhqAlignment.Quad(new Point2(90, 100), new Point2(120, 90), new Point2(100, 130), new Point2(125, 122)), 64, 256, 200, 200);

    [Fact]
    public void For_AnAlignedPhoto_SplitsAt127()
    {
        var photo = new PreparedPhoto(new RgbImage(4, 1), new RgbImage(4, 1), null, null);
        HoleMask.For(new Mask(4, 1, [0, 127, 128, 255]), photo).Values.ShouldBe([0, 0, 255, 255]);
        HoleMask.For(new Mask(4, 1, [0, 127, 128, 255]), photo, keepWhite: true).Values.ShouldBe([255, 255, 0, 0]);
    }

    [Fact]
    public void For_MasksThatDoNotFit_Throws()
    {
        var photo = new PreparedPhoto(new RgbImage(200, 200), new RgbImage(64, 64), Turned, null);
        Should.Throw<EngineException>(() => HoleMask.For(new Mask(64, 63), photo)).Message.ShouldContain("200 x 200");
        Should.Throw<EngineException>(() => HoleMask.For(new Mask(64, 64), photo)).Message.ShouldContain("nothing");
        Should.Throw<EngineException>(() => HoleMask.For(new Mask(64, 64), photo, keepWhite: true)).Message.ShouldContain("whole");

        // In the photo it marks something, but not where the face was cut out.
        Mask corner = Pictures.MakeMask(200, 200, (x, y) => x < 3 && y < 3);
        Should.Throw<EngineException>(() => HoleMask.For(corner, photo)).Message.ShouldContain("nothing");
    }

    [Fact]
    public void For_AMaskOfThePhoto_GoesWhereItsPixelsGo()
    {
        var photo = new PreparedPhoto(new RgbImage(200, 200), new RgbImage(64, 64), Turned, null);
        Mask hole = HoleMask.For(Pictures.MakeMask(200, 200, (x, y) => (x - 105) * (x - 105) + (y - 110) * (y - 110) < 144), photo);
        int inside = 0;
        for (int i = 0; i < hole.Values.Length; i++)
        {
            Point2 at = Turned.ToPhoto(new Point2(i % 64, i / 64));
            double distance = (at - new Point2(105, 110)).Length;
            if (distance < 10.5)
            {
                hole.Values[i].ShouldBe((byte)255);
                inside++;
            }
            else if (distance > 15)
            {
                hole.Values[i].ShouldBe((byte)0);
            }
        }

        inside.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Warp_ThinDamage_IsNotLostByShrinking()
    {
        // Twelve photo pixels become one: a scratch one pixel wide must still mark what it touches.
        var alignment = new Alignment(new Quad(new(0, 0), new(0, 383), new(383, 383), new(383, 0)), 32, 128, 384, 384);
        Mask hole = HoleMask.Warp(Pictures.MakeMask(384, 384, (x, _) => x is 200 or 201), alignment);
        for (int y = 0; y < 32; y++)
        {
            hole.Row(y)[16].ShouldBe((byte)255);
            hole.Row(y)[20].ShouldBe((byte)0);
        }
    }
}

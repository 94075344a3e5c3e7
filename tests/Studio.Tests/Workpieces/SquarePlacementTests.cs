using CsCheck;
using MyStyle.Engine.Faces;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Tests.Workpieces;

public sealed class SquarePlacementTests
{
    [Fact]
    public void ToAlignment_AnySquare_ComesBackAsItWas() => Gen.Select(
        Gen.Double[0, 640], Gen.Double[0, 480], Gen.Double[SquarePlacement.ShortestSide, 900], Gen.Double[-179, 179]).Sample((x, y, side, degrees) =>
        {
            SquarePlacement square = new(x, y, side, degrees);
            Alignment alignment = square.ToAlignment(128, 640, 480);
            SquarePlacement back = SquarePlacement.Of(alignment);
            back.X.ShouldBe(x, 1e-6);
            back.Y.ShouldBe(y, 1e-6);
            back.Side.ShouldBe(side, 1e-6);
            back.Degrees.ShouldBe(degrees, 1e-6);
        });

    [Fact]
    public void Middle_WidePhoto_IsAsTallAsItsShorterSideAllows()
    {
        SquarePlacement middle = SquarePlacement.Middle(400, 100);
        middle.ShouldBe(new SquarePlacement(199.5, 49.5, 90, 0));
    }
}

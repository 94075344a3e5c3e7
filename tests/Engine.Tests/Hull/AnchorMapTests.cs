using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Tests.Hull;

public class AnchorMapTests
{
    [Fact]
    public void Axes_SpreadOfKnownShape_AreItsAxes()
    {
        PortableRandom random = new(4);
        RowMatrix anchors = new(400, 12);
        for (int i = 0; i < 400; i++)
        {
            for (int j = 0; j < 12; j++)
            {
                anchors[i, j] = random.NextBell() * (j == 3 ? 10 : j == 7 ? 5 : 1);
            }
        }

        AnchorMap map = new(new AnchorHull(anchors));

        map.Axes[0, 3].ShouldBeGreaterThan(0.99);
        map.Axes[1, 7].ShouldBeGreaterThan(0.98);
        map.ExplainedVariance[0].ShouldBe(100.0 / 135, 0.05);
        map.ExplainedVariance[1].ShouldBe(25.0 / 135, 0.05);
    }

    [Fact]
    public void Positions_PointsOfAPlane_KeepTheirDistances()
    {
        PortableRandom random = new(8);
        double[] u = HullFixtures.Bell(random, 20);
        double[] v = HullFixtures.Bell(random, 20);
        AnchorHull hull = new(RowMatrix.FromRows([.. Enumerable.Range(0, 10).Select(_ =>
        {
            double a = random.NextBell();
            double b = random.NextBell();
            return u.Zip(v, (x, y) => 5 + (a * x) + (b * y)).ToArray();
        })]));

        AnchorMap map = new(hull);

        map.ExplainedVariance.Sum().ShouldBe(1, 1e-9);
        for (int i = 1; i < 10; i++)
        {
            HullFixtures.Distance(map.Positions.Row(0), map.Positions.Row(i))
                .ShouldBe(HullFixtures.Distance(hull.Anchors.Row(0), hull.Anchors.Row(i)), 1e-6);
        }
    }

    [Fact]
    public void Axes_AnchorsOnALine_LeaveTheSecondEmpty()
    {
        AnchorMap map = new(new AnchorHull(RowMatrix.FromRows([[0.0, 0, 0], [1, 1, 0], [2, 2, 0], [5, 5, 0]])));
        map.ExplainedVariance[0].ShouldBe(1, 1e-12);
        map.Axes.Row(1).ToArray().ShouldAllBe(x => x == 0);
        map.Axes[0, 0].ShouldBe(Math.Sqrt(0.5), 1e-9);
    }

    [Fact]
    public void Map_OneAnchor_LiesAtTheOrigin() =>
        new AnchorMap(new AnchorHull(RowMatrix.FromRows([[3.0, 4]]))).Positions.Values.ShouldBe([0, 0]);
}

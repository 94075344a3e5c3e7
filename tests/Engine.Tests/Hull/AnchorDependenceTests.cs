using CsCheck;
using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Tests.Hull;

public class AnchorDependenceTests
{
    [Fact]
    public void Find_IndependentAnchors_FindsNothing() =>
        HullFixtures.IndependentHulls.Sample(hull =>
        {
            AnchorDependence found = AnchorDependence.Find(hull);
            found.Independent.ShouldBeTrue();
            found.AffineDimension.ShouldBe(hull.Count - 1);
        });

    [Fact]
    public void Find_SquareWithItsCentre_DropsTheCentreOnly()
    {
        AnchorDependence found = AnchorDependence.Find(new AnchorHull(RowMatrix.FromRows([[0.0, 0], [1, 0], [0.5, 0.5], [1, 1], [0, 1]])));
        found.Redundant.ShouldBe([2]);
        found.Dependent.ShouldBe([0, 1, 2, 3, 4]);
        found.AffineDimension.ShouldBe(2);
    }

    [Fact]
    public void Find_Duplicates_KeepsTheFirstOfEach()
    {
        AnchorDependence found = AnchorDependence.Find(new AnchorHull(RowMatrix.FromRows([[0.0, 0, 1], [1, 0, 0], [0, 0, 1], [0, 1, 0], [1, 0, 0]])));
        found.Redundant.ShouldBe([2, 4]);
        found.Dependent.ShouldBe([0, 1, 2, 4]);
    }

    [Fact]
    public void Find_AllEqual_KeepsOne() =>
        AnchorDependence.Find(new AnchorHull(RowMatrix.Repeat([1.0, 2], 4))).Redundant.ShouldBe([1, 2, 3]);

    [Fact]
    public void Find_AnyHull_DroppingTheRedundantKeepsEveryAnchorInTheHull() =>
        HullFixtures.Hulls.Sample(hull =>
        {
            AnchorDependence found = AnchorDependence.Find(hull);
            AnchorHull rest = hull.Subset([.. Enumerable.Range(0, hull.Count).Except(found.Redundant)]);
            HullProjector projector = new(rest);
            for (int i = 0; i < hull.Count; i++)
            {
                projector.Project(hull.Anchors.Row(i), 0).Distance.ShouldBeLessThan(1e-4);
            }
        });
}

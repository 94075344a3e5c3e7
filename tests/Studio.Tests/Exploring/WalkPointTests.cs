using CsCheck;
using MyStyle.Studio.Exploring;

namespace MyStyle.Studio.Tests.Exploring;

public sealed class WalkPointTests
{
    [Fact]
    public void At_AnyWalk_WeighsAtMostTwoStationsAndSumsToOne() =>
        Gen.Int[0, 99].Array[1, 8].Select(Gen.Double[-2, 10]).Sample((anchors, t) =>
        {
            IReadOnlyDictionary<int, double> weights = WalkPoint.At(anchors, t).Weights;
            weights.Values.Sum().ShouldBe(1, 1e-12);
            weights.Count.ShouldBeInRange(1, 2);
            weights.Values.ShouldAllBe(weight => weight > 0);
            weights.Keys.ShouldBeSubsetOf(anchors);
        });

    [Fact]
    public void At_Stations_IsTheStationItself()
    {
        int[] anchors = [7, 3, 9];
        for (int i = 0; i < anchors.Length; i++)
        {
            WalkPoint.At(anchors, i).Weights.ShouldBe(new Dictionary<int, double> { [anchors[i]] = 1 });
        }
    }

    [Fact]
    public void At_HalfWay_MixesBoth()
    {
        IReadOnlyDictionary<int, double> weights = WalkPoint.At([7, 3, 9], 1.5).Weights;
        weights[3].ShouldBe(0.5, 1e-12);
        weights[9].ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void At_NoStation_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => WalkPoint.At([], 0));
}

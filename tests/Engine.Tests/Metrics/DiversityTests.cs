using CsCheck;
using MyStyle.Engine.Metrics;

namespace MyStyle.Engine.Tests.Metrics;

public class DiversityTests
{
    [Fact]
    public void MeanPairwise_ThreePictures_AveragesThreePairs() =>
        Diversity.MeanPairwise(3, (i, j) => Math.Abs(i - j)).ShouldBe(4.0 / 3, 1e-12);

    [Fact]
    public void MeanPairwise_OnePicture_IsNotANumber() => Diversity.MeanPairwise(1, (_, _) => 1).ShouldBe(double.NaN);

    [Fact]
    public void IntraCluster_TwoClustersAndALoner_AveragesTheTwo()
    {
        double[] place = [0, 1, 10, 13, 50];
        int[] nearest = Diversity.NearestReferences(5, 3, (i, j) => Math.Abs(place[i] - (j * 20)));
        nearest.ShouldBe([0, 0, 0, 1, 2]);
        SummaryStatistics found = Diversity.IntraCluster([0, 0, 1, 1, 2], (i, j) => Math.Abs(place[i] - place[j]));
        found.Count.ShouldBe(2);
        found.Mean.ShouldBe(2, 1e-12);
        found.StandardDeviation.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Of_KnownFigures_AreSummarised() =>
        SummaryStatistics.Of([4, 1, 3, 2]).ShouldBe(new SummaryStatistics(4, 2.5, Math.Sqrt(1.25), 2.5, 1, 4));

    [Fact]
    public void Of_Nothing_IsNotANumber() => SummaryStatistics.Of([]).Mean.ShouldBe(double.NaN);

    [Fact]
    public void Percentile_AnyFigures_LiesBetweenTheEndsAndGrows() =>
        Gen.Select(Gen.Double[-5, 5].Array[1, 20], Gen.Double[0, 99]).Sample((values, percent) =>
        {
            double value = SummaryStatistics.Percentile(values, percent);
            value.ShouldBeInRange(values.Min(), values.Max());
            SummaryStatistics.Percentile(values, percent + 1).ShouldBeGreaterThanOrEqualTo(value - 1e-12);
        });
}

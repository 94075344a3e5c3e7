using MyStyle.Studio.Streaming;

namespace MyStyle.Studio.Tests.Streaming;

public sealed class ThinnedCurveTests
{
    [Fact]
    public void Add_ManyPoints_FewAreKeptEvenlyWithTheFirst()
    {
        var curve = new ThinnedCurve<long>(100, step => step);
        for (long step = 1; step <= 10_000; step++)
        {
            curve.Add(step);
        }

        curve.Points.Count.ShouldBeInRange(50, 100);
        curve.Points[0].ShouldBe(1);
        curve.Points.Zip(curve.Points.Skip(1), (a, b) => b - a).Max().ShouldBeLessThanOrEqualTo(256);
    }

    [Fact]
    public void Add_WhatIsDropped_IsWhatIsNotKept()
    {
        var curve = new ThinnedCurve<long>(10, step => step);
        var kept = new HashSet<long>();
        for (long step = 1; step <= 1000; step++)
        {
            var dropped = new List<long>();
            if (curve.Add(step, dropped))
            {
                kept.Add(step);
            }

            kept.ExceptWith(dropped);
        }

        kept.Order().ShouldBe(curve.Points);
    }

    [Fact]
    public void Add_TheRunWentBackToACheckpoint_WhatLiesBehindIsReplaced()
    {
        var curve = new ThinnedCurve<(long Step, string Run)>(100, point => point.Step);
        foreach (long step in new long[] { 1, 2, 3, 4, 5 })
        {
            curve.Add((step, "first"));
        }

        curve.Add((3, "second"));
        curve.Points.ShouldBe([(1, "first"), (2, "first"), (3, "second")]);
    }
}

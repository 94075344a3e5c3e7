using MyStyle.Engine.Imaging;
using MyStyle.Engine.Service.Works;

namespace MyStyle.Engine.Tests.Service;

public sealed class IdentityWatchTests
{
    private const int Cost = 40;
    private static readonly RgbImage Picture = new(2, 2);

    private readonly ManualTime _time = new();
    private int _measured;

    [Fact]
    public void Of_FirstPictureOfEachCandidate_IsMeasuredAtOnce()
    {
        IdentityWatch watch = Watch();

        watch.Of(0, Picture).ShouldBe(0.01);
        watch.Of(1, Picture).ShouldBe(0.02);
    }

    [Fact]
    public void Of_BetweenMeasurements_IsTheLastOne()
    {
        IdentityWatch watch = Watch();
        watch.Of(0, Picture);
        watch.Earn(TimeSpan.FromMilliseconds((100 * Cost) - 1));

        watch.Of(0, Picture).ShouldBe(0.01);
        _measured.ShouldBe(1);
    }

    [Fact]
    public void Of_LongRun_CostsAHundredthOfIt()
    {
        IdentityWatch watch = Watch();
        for (int frame = 0; frame < 1000; frame++)
        {
            watch.Earn(TimeSpan.FromMilliseconds(250));
            watch.Of(0, Picture).ShouldNotBeNull();
        }

        (_measured * Cost).ShouldBeInRange(2000, (int)(0.01 * 1000 * 250) + Cost);
    }

    [Fact]
    public void Of_SeveralCandidates_TakesThemInTurn()
    {
        IdentityWatch watch = Watch();
        watch.Of(0, Picture);
        watch.Of(1, Picture);
        watch.Of(2, Picture);
        var seen = new List<double?>();
        for (int frame = 0; frame < 3; frame++)
        {
            watch.Earn(TimeSpan.FromMilliseconds(100 * Cost));
            seen.AddRange([watch.Of(0, Picture), watch.Of(1, Picture), watch.Of(2, Picture)]);
        }

        seen.ShouldBe([0.04, 0.02, 0.03, 0.04, 0.05, 0.03, 0.04, 0.05, 0.06]);
    }

    [Fact]
    public void Of_NothingToMeasureBy_IsUnknown() => new IdentityWatch(null, _time).Of(0, Picture).ShouldBeNull();

    private IdentityWatch Watch() => new(
        _ =>
        {
            _time.Pass(Cost);
            return ++_measured / 100.0;
        },
        _time);
}

using MyStyle.Studio.Jobs;

namespace MyStyle.Studio.Tests.Jobs;

public sealed class RateMeterTests
{
    private readonly ManualTime _time = new();
    private readonly RateMeter _meter;

    public RateMeterTests() => _meter = new RateMeter(_time);

    [Fact]
    public void Rate_BeforeTheSecondStep_IsUnknown()
    {
        _meter.Add(1);
        _meter.Rate.ShouldBeNull();
    }

    [Fact]
    public void Rate_TheSpeedChanges_FollowsTheLastTenSeconds()
    {
        long step = 0;
        for (int i = 0; i < 50; i++)
        {
            _meter.Add(++step);
            _time.Advance(1);
        }

        _meter.Rate.ShouldNotBeNull().ShouldBe(1, 1e-9);
        for (int i = 0; i < 50; i++)
        {
            _meter.Add(++step);
            _time.Advance(0.25);
        }

        _meter.Rate.ShouldNotBeNull().ShouldBe(4, 1e-9);
    }

    [Fact]
    public void Rate_StepsSlowerThanTheWindow_IsThatOfTheLastTwo()
    {
        _meter.Add(1);
        _time.Advance(40);
        _meter.Add(2);
        _time.Advance(20);
        _meter.Add(3);
        _meter.Rate.ShouldNotBeNull().ShouldBe(0.05, 1e-9);
    }

    [Fact]
    public void Rate_AfterAPause_IsUnknownAgain()
    {
        _meter.Add(1);
        _time.Advance(1);
        _meter.Add(2);
        _meter.Reset();
        _meter.Rate.ShouldBeNull();
    }
}

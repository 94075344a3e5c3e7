using MyStyle.Engine.Tuning;

namespace MyStyle.Engine.Tests.Tuning;

public class EarlyStoppingTests
{
    [Fact]
    public void ShouldStop_WithoutProgress_AfterItsPatience()
    {
        var stopping = new EarlyStopping(patience: 2);
        stopping.ShouldStop(0.5).ShouldBeFalse();
        stopping.ShouldStop(0.4).ShouldBeFalse();
        stopping.ShouldStop(0.399).ShouldBeFalse("less than a hundredth is no progress, but patience is left");
        stopping.ShouldStop(0.3).ShouldBeFalse("progress renews the patience");
        stopping.ShouldStop(0.31).ShouldBeFalse();
        stopping.ShouldStop(0.3).ShouldBeTrue();
        stopping.Best.ShouldBe(0.3);
    }
}

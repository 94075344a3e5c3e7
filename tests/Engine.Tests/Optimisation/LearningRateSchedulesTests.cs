using MyStyle.Engine.Optimisation;

namespace MyStyle.Engine.Tests.Optimisation;

public class LearningRateSchedulesTests
{
    [Theory]
    [InlineData(LearningRateSchedule.Constant, 0, 1)]
    [InlineData(LearningRateSchedule.Constant, 1000, 1)]
    [InlineData(LearningRateSchedule.Cosine, 0, 1)]
    [InlineData(LearningRateSchedule.Cosine, 500, 1)]
    [InlineData(LearningRateSchedule.Cosine, 750, 0.505)]
    [InlineData(LearningRateSchedule.Cosine, 1000, 0.01)]
    [InlineData(LearningRateSchedule.Projector, 0, 0)]
    [InlineData(LearningRateSchedule.Projector, 25, 0.5)]
    [InlineData(LearningRateSchedule.Projector, 500, 1)]
    [InlineData(LearningRateSchedule.Projector, 875, 0.5)]
    [InlineData(LearningRateSchedule.Projector, 1000, 0)]
    public void Factor_AtAStep_FollowsItsFormula(LearningRateSchedule schedule, long step, double expected) =>
        schedule.Factor(step, 1000).ShouldBe(expected, 1e-9);
}

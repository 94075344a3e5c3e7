namespace MyStyle.Engine.Optimisation;

/// <summary>The schedules' formulas.</summary>
public static class LearningRateSchedules
{
    private const double CosineFloor = 0.01;
    private const double RampUp = 0.05;
    private const double RampDown = 0.25;

    /// <summary>What the initial step size is multiplied by.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="step">Steps taken before this one.</param>
    /// <param name="total">Steps of the whole run.</param>
    public static double Factor(this LearningRateSchedule schedule, long step, long total)
    {
        double progress = total == 0 ? 0 : Math.Clamp((double)step / total, 0, 1);
        return schedule switch
        {
            LearningRateSchedule.Cosine when progress > 0.5 => CosineFloor + ((1 - CosineFloor) * HalfCosine((2 * progress) - 1)),
            LearningRateSchedule.Projector => HalfCosine(1 - Math.Min(1, (1 - progress) / RampDown)) * Math.Min(1, progress / RampUp),
            _ => 1,
        };
    }

    /// <summary>1 at 0, 0 at 1.</summary>
    private static double HalfCosine(double t) => 0.5 + (0.5 * Math.Cos(Math.PI * t));
}

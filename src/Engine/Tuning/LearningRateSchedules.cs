namespace MyStyle.Engine.Tuning;

/// <summary>The schedules' formulas.</summary>
public static class LearningRateSchedules
{
    private const double Floor = 0.01;

    /// <summary>What the initial step size is multiplied by.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="step">Steps taken before this one.</param>
    /// <param name="total">Steps of the whole run.</param>
    public static double Factor(this LearningRateSchedule schedule, long step, long total)
    {
        double progress = total == 0 ? 0 : Math.Clamp((double)step / total, 0, 1);
        return schedule switch
        {
            LearningRateSchedule.Cosine when progress > 0.5 => Floor + ((1 - Floor) * 0.5 * (1 + Math.Cos(Math.PI * ((2 * progress) - 1)))),
            _ => 1,
        };
    }
}

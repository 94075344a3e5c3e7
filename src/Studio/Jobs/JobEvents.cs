using MyStyle.Studio.Data;

namespace MyStyle.Studio.Jobs;

/// <summary>Kinds of events, and events as points of curves.</summary>
public static class JobEvents
{
    /// <summary>The job's state changed.</summary>
    public const string State = "state";

    /// <summary>It does something else now.</summary>
    public const string Phase = "phase";

    /// <summary>A point of the loss curves.</summary>
    public const string Step = "step";

    /// <summary>A measurement.</summary>
    public const string Probe = "probe";

    /// <summary>A checkpoint is on disk.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>A state as one word: queued, running, paused, done, failed or cancelled.</summary>
    public static string Word(this JobState state) => state switch
    {
        JobState.Queued => "queued",
        JobState.Running => "running",
        JobState.Paused => "paused",
        JobState.Done => "done",
        JobState.Failed => "failed",
        JobState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>A step as step, loss, LPIPS; a probe as step, LPIPS, ID, held-out LPIPS. NaN where not measured.</summary>
    public static double[] Point(JobEventEntity item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Kind == Probe
            ? [item.Step, item.Lpips ?? double.NaN, item.Identity ?? double.NaN, item.HeldOutLpips ?? double.NaN]
            : [item.Step, item.Loss ?? double.NaN, item.Lpips ?? double.NaN];
    }
}

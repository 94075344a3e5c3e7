using MyStyle.Studio.Streaming;

namespace MyStyle.Studio.Jobs;

/// <summary>From jobs to what the feed tells.</summary>
internal static class JobProgress
{
    /// <summary>How a job stands, without points.</summary>
    public static LiveProgress ToProgress(this JobView job) => new()
    {
        Job = LiveHub.Key(job.Id),
        State = job.State.Word(),
        Phase = job.Phase,
        Step = job.Step,
        TotalSteps = job.TotalSteps,
        Rate = job.StepsPerSecond,
        SecondsLeft = job.Remaining?.TotalSeconds,
        Error = job.Error,
    };
}

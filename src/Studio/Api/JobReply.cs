using System.Text.Json;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Api;

/// <summary>A job as the API tells it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Person">Whose.</param>
/// <param name="Workpiece">The workpiece it is about.</param>
/// <param name="Kind">What it does.</param>
/// <param name="State">queued, running, paused, done, failed or cancelled.</param>
/// <param name="Title">What the list calls it.</param>
/// <param name="Phase">What it does now, in words.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="TotalSteps">Of how many; 0 if unknown.</param>
/// <param name="StepsPerSecond">Rate over the last seconds; null if it does not run.</param>
/// <param name="SecondsLeft">Seconds left at that rate; null if unknown.</param>
/// <param name="Seconds">Seconds it has run.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="ThumbnailSha">A stored picture that stands for it.</param>
/// <param name="Order">What exactly.</param>
/// <param name="Outcome">What came of it, with ids of results in place of paths.</param>
/// <param name="CreatedUtc">When it was asked for.</param>
/// <param name="EndedUtc">When it ended.</param>
public sealed record JobReply(
    Guid Id, Guid? Person, Guid? Workpiece, JobKind Kind, string State, string Title, string Phase, long Step, long TotalSteps, double? StepsPerSecond,
    double? SecondsLeft, double Seconds, string? Error, string? ThumbnailSha, StudioOrder Order, JsonElement? Outcome, DateTime CreatedUtc,
    DateTime? EndedUtc)
{
    /// <summary>From what the queue says.</summary>
    public static JobReply Of(JobView job)
    {
        ArgumentNullException.ThrowIfNull(job);
        JsonElement? outcome = job.OutcomeJson is { } json ? JsonSerializer.Deserialize<JsonElement>(json) : null;
        return new JobReply(
            job.Id, job.Person, job.Workpiece, job.Kind, job.State.Word(), job.Title, job.Phase, job.Step, job.TotalSteps, job.StepsPerSecond,
            job.Remaining?.TotalSeconds, job.Seconds, job.Error, job.ThumbnailSha, job.Order, outcome, job.CreatedUtc, job.EndedUtc);
    }
}

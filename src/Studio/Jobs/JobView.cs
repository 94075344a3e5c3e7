using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Jobs;

/// <summary>A job as pages show it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Person">Whose.</param>
/// <param name="Workpiece">The workpiece it is about.</param>
/// <param name="Kind">What it does.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Title">What the list calls it.</param>
/// <param name="Phase">What it does now, in words.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="TotalSteps">Of how many; 0 if unknown.</param>
/// <param name="StepsPerSecond">Rate over the last seconds; null if it does not run.</param>
/// <param name="Remaining">Time left at that rate; null if unknown.</param>
/// <param name="Seconds">Seconds it has run.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="ThumbnailSha">A stored picture that stands for it.</param>
/// <param name="Order">What exactly.</param>
/// <param name="OutcomeJson">What came of it, as JSON of the engine's outcome.</param>
/// <param name="CreatedUtc">When it was asked for.</param>
/// <param name="EndedUtc">When it ended.</param>
public sealed record JobView(
    Guid Id, Guid? Person, Guid? Workpiece, JobKind Kind, JobState State, string Title, string Phase, long Step, long TotalSteps,
    double? StepsPerSecond, TimeSpan? Remaining, double Seconds, string? Error, string? ThumbnailSha, StudioOrder Order, string? OutcomeJson,
    DateTime CreatedUtc, DateTime? EndedUtc)
{
    /// <summary>Progress, 0 to 1; null if unknown.</summary>
    public double? Share => TotalSteps > 0 ? Math.Clamp((double)Step / TotalSteps, 0, 1) : null;
}

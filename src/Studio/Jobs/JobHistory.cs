using Microsoft.EntityFrameworkCore;
using MyStyle.Studio.Data;
using MyStyle.Studio.Streaming;

namespace MyStyle.Studio.Jobs;

/// <summary>What the database remembers of a job's course: its curves, for jobs that nobody runs.</summary>
/// <param name="factory">The database.</param>
public sealed class JobHistory(IDbContextFactory<StudioDb> factory)
{
    /// <summary>A job with all its points; null if there is none.</summary>
    /// <param name="job">Which.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<LiveProgress?> OfAsync(Guid job, CancellationToken cancellation = default)
    {
        await using StudioDb db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        JobEntity? entity = await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == job, cancellation).ConfigureAwait(false);
        if (entity is null)
        {
            return null;
        }

        List<JobEventEntity> events = await db.JobEvents.AsNoTracking()
            .Where(e => e.JobId == job && (e.Kind == JobEvents.Step || e.Kind == JobEvents.Probe))
            .OrderBy(e => e.Step).ToListAsync(cancellation).ConfigureAwait(false);
        return new LiveProgress
        {
            Job = LiveHub.Key(job),
            State = entity.State.Word(),
            Phase = entity.Phase,
            Step = entity.Step,
            TotalSteps = entity.TotalSteps,
            Points = [.. events.Where(e => e.Kind == JobEvents.Step).Select(JobEvents.Point)],
            Probes = [.. events.Where(e => e.Kind == JobEvents.Probe).Select(JobEvents.Point)],
            Error = entity.Error,
        };
    }
}

using Microsoft.EntityFrameworkCore;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Streaming;

namespace MyStyle.Studio.Jobs;

/// <summary>Opens the books of runs.</summary>
internal sealed class JobRecorders(IDbContextFactory<StudioDb> factory, JobBoard board, ILiveFeed feed, PictureStore pictures, TimeProvider time)
{
    /// <summary>Goes on with a job's curves where an earlier run left them, and shows them to who watches.</summary>
    public async Task<JobRecorder> OpenAsync(RunningJob run)
    {
        await using StudioDb db = await factory.CreateDbContextAsync().ConfigureAwait(false);
        List<JobEventEntity> events = await db.JobEvents.AsNoTracking()
            .Where(e => e.JobId == run.Id && (e.Kind == JobEvents.Step || e.Kind == JobEvents.Probe))
            .OrderBy(e => e.Step).ToListAsync().ConfigureAwait(false);
        var ledger = new JobLedger(run.Id, factory, events);
        return new JobRecorder(run, ledger, board, feed, pictures, time);
    }
}

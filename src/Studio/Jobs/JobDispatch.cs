using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Service;
using MyStyle.Studio.Data;
using MyStyle.Studio.Streaming;

namespace MyStyle.Studio.Jobs;

/// <summary>The runner's side of the queue: what is next, and how a run ended.</summary>
internal sealed class JobDispatch(
    IDbContextFactory<StudioDb> factory, JobBoard board, IEngineService engine, ILiveFeed feed, TimeProvider time)
{
    /// <summary>After a start: jobs that ran when the program ended wait again, in their places.</summary>
    public async Task RecoverAsync(CancellationToken cancellation)
    {
        using IDisposable gate = await board.EnterAsync(cancellation).ConfigureAwait(false);
        await using StudioDb db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        await db.Jobs.Where(j => j.State == JobState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.State, JobState.Queued), cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes the next job that may run: one that takes long at a time on every engine, and one short one beside it. A job whose run is held goes on at
    /// once; of the others the run is given, to be carried out.
    /// </summary>
    /// <returns>The run; null if there is nothing to start.</returns>
    public async Task<RunningJob?> ClaimAsync(CancellationToken cancellation)
    {
        while (true)
        {
            JobEntity? job;
            RunningJob? held, claimed = null;
            using (await board.EnterAsync(cancellation).ConfigureAwait(false))
            {
                await using StudioDb db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
                List<JobEntity> waiting = await db.Jobs.Where(j => j.State == JobState.Queued).OrderBy(j => j.Position)
                    .ToListAsync(cancellation).ConfigureAwait(false);
                job = waiting.Where(MayRun).OrderByDescending(j => j.Kind.IsShort()).ThenBy(j => j.Position).FirstOrDefault();
                if (job is null)
                {
                    return null;
                }

                job.State = JobState.Running;
                job.StartedUtc ??= time.GetUtcNow().UtcDateTime;
                await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
                held = board.Find(job.Id);
                if (held is null)
                {
                    claimed = new RunningJob(board.ViewOf(job), time);
                    board.Add(claimed);
                }
                else
                {
                    held.IsHeld = false;
                    await engine.ResumeAsync(held.Key).ConfigureAwait(false);
                    held.IfOpen(() => feed.Publish(held.View.ToProgress()));
                }
            }

            board.Tell(job.Id, job.PersonId);
            if (claimed is not null)
            {
                return claimed;
            }
        }
    }

    /// <summary>From here on the job cannot be cancelled.</summary>
    /// <returns>False if it was to end before.</returns>
    public async Task<bool> CloseAsync(RunningJob run)
    {
        using IDisposable gate = await board.EnterAsync().ConfigureAwait(false);
        run.IsTakingOver = run.Reason == EndReason.None;
        return run.IsTakingOver;
    }

    /// <summary>The job could not go on.</summary>
    /// <param name="run">Its run.</param>
    /// <param name="sentence">Why.</param>
    public async Task FailAsync(RunningJob run, string sentence)
    {
        using IDisposable gate = await board.EnterAsync().ConfigureAwait(false);
        DateTime now = time.GetUtcNow().UtcDateTime;
        await using StudioDb db = await factory.CreateDbContextAsync().ConfigureAwait(false);
        await db.Jobs.Where(j => j.Id == run.Id && (j.State == JobState.Running || j.State == JobState.Paused || j.State == JobState.Queued))
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.State, JobState.Failed).SetProperty(j => j.Error, sentence).SetProperty(j => j.EndedUtc, now))
            .ConfigureAwait(false);
    }

    /// <summary>Takes a run off the board and tells what became of its job.</summary>
    public async Task LeaveAsync(RunningJob run)
    {
        JobEntity? job;
        using (await board.EnterAsync().ConfigureAwait(false))
        {
            board.Remove(run);
            await using StudioDb db = await factory.CreateDbContextAsync().ConfigureAwait(false);
            job = await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == run.Id).ConfigureAwait(false);
            if (job is not null && job.State.HasEnded())
            {
                feed.Publish(board.ViewOf(job).ToProgress());
            }
            else if (job is null)
            {
                feed.Forget(run.Key);
            }

            run.Dispose();
        }

        run.Complete();
        board.Tell(run.Id, run.Person);
        board.Ring();
    }

    /// <summary>Whether there is a place for a job, and no earlier run of it is still ending.</summary>
    private bool MayRun(JobEntity job) =>
        board.Find(job.Id) is null or { IsHeld: true, Reason: EndReason.None }
        && !IsFull(job.Kind.IsShort(), job.PersonId);

    /// <summary>Whether the places for jobs like this are taken: one an engine, and of the long ones one a person.</summary>
    private bool IsFull(bool isShort, Guid? person)
    {
        RunningJob[] alike = [.. board.Runs.Where(run => run.IsActive && run.Kind.IsShort() == isShort)];
        return alike.Length >= Math.Max(1, engine.Engines) || (!isShort && person is { } id && alike.Any(run => run.Person == id));
    }
}

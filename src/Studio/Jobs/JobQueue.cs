using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Streaming;

namespace MyStyle.Studio.Jobs;

/// <summary>The jobs, kept in the database. What runs is carried out by <see cref="JobRunner"/>.</summary>
internal sealed class JobQueue(
    IDbContextFactory<StudioDb> factory, JobBoard board, IEngineService engine, ILiveFeed feed, DataFolder folder, TimeProvider time) : IJobs
{
    /// <summary>Jobs that may wait at a time.</summary>
    public const int MostWaiting = 500;

    /// <inheritdoc/>
    public event Action<JobChange>? Changed
    {
        add => board.Changed += value;
        remove => board.Changed -= value;
    }

    /// <inheritdoc/>
    public JobView? Running => board.Running;

    /// <inheritdoc/>
    public async Task<Guid> EnqueueAsync(JobRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var job = new JobEntity
        {
            PersonId = request.Person,
            WorkpieceId = request.Workpiece,
            Kind = request.Kind,
            State = JobState.Queued,
            Title = request.Title,
            OrderJson = JobJson.Write(request.Order),
            ThumbnailSha = request.ThumbnailSha,
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        };
        using (await board.EnterAsync(cancellation).ConfigureAwait(false))
        {
            await using StudioDb db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
            if (!await db.People.AnyAsync(person => person.Id == request.Person, cancellation).ConfigureAwait(false))
            {
                throw new EngineException("This person was deleted, so nothing was started.");
            }

            if (await db.Jobs.CountAsync(j => j.State == JobState.Queued, cancellation).ConfigureAwait(false) >= MostWaiting)
            {
                throw new EngineException($"{MostWaiting} jobs wait already, so this one was not added. Let some of them end, or remove them.");
            }

            job.Position = await NextPositionAsync(db).ConfigureAwait(false);
            db.Jobs.Add(job);
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }

        board.Tell(job.Id, job.PersonId);
        board.Ring();
        return job.Id;
    }

    /// <inheritdoc/>
    public async Task<JobView?> GetAsync(Guid job, CancellationToken cancellation = default)
    {
        await using StudioDb db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        return await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == job, cancellation).ConfigureAwait(false) is { } entity
            ? board.ViewOf(entity)
            : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobView>> ListAsync(Guid? person = null, int ended = 50, CancellationToken cancellation = default)
    {
        await using StudioDb db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        IQueryable<JobEntity> jobs = db.Jobs.AsNoTracking().Where(j => person == null || j.PersonId == person);
        List<JobEntity> open = await jobs.Where(j => j.State == JobState.Queued || j.State == JobState.Running || j.State == JobState.Paused)
            .ToListAsync(cancellation).ConfigureAwait(false);
        List<JobEntity> over = await jobs.Where(j => j.State == JobState.Done || j.State == JobState.Failed || j.State == JobState.Cancelled)
            .OrderByDescending(j => j.EndedUtc).Take(ended).ToListAsync(cancellation).ConfigureAwait(false);
        return
        [
            .. open.OrderByDescending(j => j.State == JobState.Running).ThenByDescending(j => j.Kind.IsShort()).ThenBy(j => j.Position).Select(board.ViewOf),
            .. over.Select(board.ViewOf),
        ];
    }

    /// <inheritdoc/>
    public Task PauseAsync(Guid job) => ChangeAsync(job, async entity =>
    {
        if (entity.State is not (JobState.Queued or JobState.Running))
        {
            return false;
        }

        if (board.Find(job) is { Reason: EndReason.None, IsTakingOver: false } run)
        {
            run.IsHeld = true;
            await engine.PauseAsync(run.Key).ConfigureAwait(false);
        }
        else if (entity.State == JobState.Running)
        {
            // It is about to end.
            return false;
        }

        entity.State = JobState.Paused;
        return true;
    });

    /// <inheritdoc/>
    public Task ResumeAsync(Guid job) => ChangeAsync(job, entity =>
    {
        if (entity.State != JobState.Paused)
        {
            return Task.FromResult(false);
        }

        // One whose run is held goes on from there as soon as there is a place for it.
        entity.State = JobState.Queued;
        return Task.FromResult(true);
    });

    /// <inheritdoc/>
    public Task CancelAsync(Guid job) => ChangeAsync(job, entity =>
    {
        RunningJob? run = board.Find(job);
        if (entity.State.HasEnded() || run is { IsTakingOver: true })
        {
            return Task.FromResult(false);
        }

        if (run is { Reason: EndReason.None })
        {
            JobView last = run.View;
            (entity.Step, entity.TotalSteps, entity.Seconds) = (last.Step, last.TotalSteps, last.Seconds);
            run.End(EndReason.Cancelled);
        }

        entity.State = JobState.Cancelled;
        entity.EndedUtc = time.GetUtcNow().UtcDateTime;
        return Task.FromResult(true);
    });

    /// <inheritdoc/>
    public Task RetryAsync(Guid job) => ChangeAsync(job, async entity =>
    {
        if (!entity.State.HasEnded())
        {
            return false;
        }

        if (entity.State == JobState.Done)
        {
            // What is left of it was taken over: it begins anew.
            JobFolder.Delete(folder.Job(entity.PersonId, job));
            (entity.Step, entity.Seconds) = (0, 0);
        }

        entity.State = JobState.Queued;
        (entity.Error, entity.EndedUtc, entity.OutcomeJson) = (null, null, null);
        await using StudioDb db = await factory.CreateDbContextAsync().ConfigureAwait(false);
        entity.Position = await NextPositionAsync(db).ConfigureAwait(false);
        return true;
    });

    /// <inheritdoc/>
    public async Task MoveAsync(Guid job, Guid? before)
    {
        Guid? person;
        using (await board.EnterAsync().ConfigureAwait(false))
        {
            await using StudioDb db = await factory.CreateDbContextAsync().ConfigureAwait(false);
            List<JobEntity> waiting = await db.Jobs.Where(j => j.State == JobState.Queued || j.State == JobState.Paused)
                .OrderBy(j => j.Position).ToListAsync().ConfigureAwait(false);
            if (waiting.Find(j => j.Id == job) is not { } moved || before == job)
            {
                return;
            }

            waiting.Remove(moved);
            int place = waiting.FindIndex(j => j.Id == before);
            waiting.Insert(place < 0 ? waiting.Count : place, moved);
            for (int i = 0; i < waiting.Count; i++)
            {
                waiting[i].Position = i + 1;
            }

            person = moved.PersonId;
            await db.SaveChangesAsync().ConfigureAwait(false);
        }

        board.Tell(job, person);
        board.Ring();
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(Guid job)
    {
        if (board.Find(job) is { Reason: not EndReason.None } ending)
        {
            await ending.Completed.ConfigureAwait(false);
        }

        Guid? person;
        using (await board.EnterAsync().ConfigureAwait(false))
        {
            await using StudioDb db = await factory.CreateDbContextAsync().ConfigureAwait(false);
            JobEntity? entity = await db.Jobs.FindAsync(job).ConfigureAwait(false);
            if (entity is null || !entity.State.HasEnded() || board.Find(job) is not null)
            {
                return;
            }

            person = entity.PersonId;
            db.Jobs.Remove(entity);
            await db.SaveChangesAsync().ConfigureAwait(false);
            JobFolder.Delete(folder.Job(person, job));
        }

        feed.Forget(LiveHub.Key(job));
        board.Tell(job, person);
    }

    /// <inheritdoc/>
    public async Task RemoveAllAsync(Guid person)
    {
        RunningJob[] runs;
        List<Guid> removed;
        using (await board.EnterAsync().ConfigureAwait(false))
        {
            await using StudioDb db = await factory.CreateDbContextAsync().ConfigureAwait(false);
            removed = await db.Jobs.Where(j => j.PersonId == person).Select(j => j.Id).ToListAsync().ConfigureAwait(false);
            runs = [.. board.Runs.Where(run => run.Person == person)];
            foreach (RunningJob run in runs)
            {
                run.End(EndReason.Removed);
            }

            // Before the runs have ended, so that none of them is claimed again.
            await db.Jobs.Where(j => j.PersonId == person).ExecuteDeleteAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(runs.Select(run => run.Completed)).ConfigureAwait(false);
        foreach (Guid job in removed)
        {
            JobFolder.Delete(folder.Job(person, job));
            feed.Forget(LiveHub.Key(job));
            board.Tell(job, person);
        }
    }

    private static async Task<double> NextPositionAsync(StudioDb db) =>
        (await db.Jobs.MaxAsync(j => (double?)j.Position).ConfigureAwait(false) ?? 0) + 1;

    /// <summary>Changes a job's state, one after the other, and tells of it. Nothing happens if there is no such job.</summary>
    private async Task ChangeAsync(Guid job, Func<JobEntity, Task<bool>> change)
    {
        JobEntity? entity;
        using (await board.EnterAsync().ConfigureAwait(false))
        {
            await using StudioDb db = await factory.CreateDbContextAsync().ConfigureAwait(false);
            entity = await db.Jobs.FindAsync(job).ConfigureAwait(false);
            if (entity is null || !await change(entity).ConfigureAwait(false))
            {
                return;
            }

            db.JobEvents.Add(new JobEventEntity
            {
                JobId = job,
                AtUtc = time.GetUtcNow().UtcDateTime,
                Kind = JobEvents.State,
                Step = entity.Step,
                Text = entity.State.Word(),
            });
            await db.SaveChangesAsync().ConfigureAwait(false);
            if (feed.Has(LiveHub.Key(job)))
            {
                feed.Publish(board.ViewOf(entity).ToProgress());
            }
        }

        board.Tell(job, entity.PersonId);
        board.Ring();
    }
}

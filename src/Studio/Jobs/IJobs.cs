namespace MyStyle.Studio.Jobs;

/// <summary>
/// The jobs of the studio: kept in the database, carried out one after the other by the engine, continued after a restart. Short jobs
/// (repairs, refinements) go before trainings. Safe to call from any thread.
/// </summary>
public interface IJobs
{
    /// <summary>Told, on any thread, when a job was added, moved, changed its state or took a step; no more than a few times a second a job.</summary>
    event Action<JobChange>? Changed;

    /// <summary>Puts a job at the end of the queue.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The job's id.</returns>
    Task<Guid> EnqueueAsync(JobRequest request, CancellationToken cancellation = default);

    /// <summary>A job as it stands, with its progress; null if there is none.</summary>
    Task<JobView?> GetAsync(Guid job, CancellationToken cancellation = default);

    /// <summary>Jobs that run or wait, in order, then those that ended, the newest first.</summary>
    /// <param name="person">Only of this person; null for all.</param>
    /// <param name="ended">How many of those that ended.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<JobView>> ListAsync(Guid? person = null, int ended = 50, CancellationToken cancellation = default);

    /// <summary>The job that runs now; null if none does. Cheap.</summary>
    JobView? Running { get; }

    /// <summary>Holds a job: a running one between two steps, a waiting one in its place.</summary>
    Task PauseAsync(Guid job);

    /// <summary>Lets a held job go on.</summary>
    Task ResumeAsync(Guid job);

    /// <summary>Ends a job for good. What it made so far stays with it; a training keeps its checkpoint.</summary>
    Task CancelAsync(Guid job);

    /// <summary>Queues an ended job again; a training goes on from its last checkpoint.</summary>
    Task RetryAsync(Guid job);

    /// <summary>Moves a waiting job before another one; null moves it to the end.</summary>
    Task MoveAsync(Guid job, Guid? before);

    /// <summary>Removes an ended job and its folder; results stay.</summary>
    Task RemoveAsync(Guid job);

    /// <summary>Ends and removes all jobs of a person that is about to be deleted, and waits until none runs.</summary>
    Task RemoveAllAsync(Guid person);
}

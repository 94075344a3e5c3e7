using System.Collections.Concurrent;
using System.Threading.Channels;
using MyStyle.Studio.Data;

namespace MyStyle.Studio.Jobs;

/// <summary>What queue and runner share: the runs at hand, the gate for changes of state, and the bell for the runner.</summary>
internal sealed class JobBoard : IDisposable
{
    private readonly ConcurrentDictionary<Guid, RunningJob> _runs = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ILogger<JobBoard> _log;

    /// <summary>An empty board.</summary>
    public JobBoard(ILogger<JobBoard> log) => _log = log;

    /// <summary>Told of every change.</summary>
    public event Action<JobChange>? Changed;

    /// <summary>The runs at hand, held ones too.</summary>
    public ICollection<RunningJob> Runs => _runs.Values;

    /// <summary>The job that is advanced now: short ones go first.</summary>
    public JobView? Running => Runs.Where(run => run.IsActive).OrderByDescending(run => run.Kind.IsShort()).FirstOrDefault()?.View;

    /// <summary>The run of a job; null if the engine has none.</summary>
    public RunningJob? Find(Guid job) => _runs.GetValueOrDefault(job);

    /// <summary>Puts a run on the board.</summary>
    public void Add(RunningJob run) => _runs[run.Id] = run;

    /// <summary>Takes a run off the board.</summary>
    public void Remove(RunningJob run) => _runs.TryRemove(new KeyValuePair<Guid, RunningJob>(run.Id, run));

    /// <summary>Changes of state happen one after the other: dispose what this gives when done.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation = default)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        return new Leave(_gate);
    }

    /// <summary>There may be something to start.</summary>
    public void Ring() => _bell.Writer.TryWrite(true);

    /// <summary>Waits for the bell.</summary>
    public async Task WaitAsync(CancellationToken cancellation) => await _bell.Reader.ReadAsync(cancellation).ConfigureAwait(false);

    /// <summary>Tells of a change. Who listens badly hurts nobody else.</summary>
    public void Tell(Guid job, Guid? person, bool isProgress = false)
    {
        var change = new JobChange(job, person, isProgress);
        foreach (Action<JobChange> hear in (Changed?.GetInvocationList() ?? []).Cast<Action<JobChange>>())
        {
            try
            {
                hear(change);
            }
#pragma warning disable CA1031 // A page that is about to close may throw anything.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _log.LogWarning(e, "A listener of the jobs failed.");
            }
        }
    }

    /// <summary>A job as pages show it: what the database says, or what its run says while it has one.</summary>
    public JobView ViewOf(JobEntity job) =>
        Find(job.Id) is { Reason: EndReason.None } run && !job.State.HasEnded() ? run.View with { State = job.State } : new JobView(
            job.Id, job.PersonId, job.WorkpieceId, job.Kind, job.State, job.Title, job.Phase, job.Step, job.TotalSteps, null, null, job.Seconds, job.Error,
            job.ThumbnailSha, JobJson.ReadOrder(job.OrderJson), job.OutcomeJson, job.CreatedUtc, job.EndedUtc);

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private sealed class Leave(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}

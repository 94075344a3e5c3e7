using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;

namespace MyStyle.Studio.Tests.Fixtures;

/// <summary>Jobs as a component sees them: what the test puts there, and what was asked of them.</summary>
internal sealed class FakeJobs : IJobs
{
    public event Action<JobChange>? Changed;

    public List<JobView> All { get; } = [];

    /// <summary>What was asked, as verb and id.</summary>
    public List<string> Asked { get; } = [];

    public int Listeners => Changed?.GetInvocationList().Length ?? 0;

    public JobView? Running => All.Find(job => job.State == JobState.Running);

    public static JobView Job(JobState state = JobState.Running, long step = 30, string title = "Training") => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), null, JobKind.Train, state, title, "", step, 100, state == JobState.Running ? 2 : null,
        state == JobState.Running ? TimeSpan.FromSeconds(35) : null, 15, state == JobState.Failed ? "The disk is full. The last checkpoint was kept." : null,
        null, JobHarness.Train(), null, DateTime.UnixEpoch, null);

    /// <summary>Puts a job there, in place of what it was.</summary>
    public void Put(JobView job, bool isProgress = false)
    {
        All.RemoveAll(other => other.Id == job.Id);
        All.Add(job);
        Changed?.Invoke(new JobChange(job.Id, job.Person, isProgress));
    }

    public Task<JobView?> GetAsync(Guid job, CancellationToken cancellation = default) => Task.FromResult(All.Find(other => other.Id == job));

    public Task<IReadOnlyList<JobView>> ListAsync(Guid? person = null, int ended = 50, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<JobView>>(
            [.. All.Where(job => !job.State.HasEnded()).OrderByDescending(job => job.State == JobState.Running), .. All.Where(job => job.State.HasEnded()).Take(ended)]);

    public Task<Guid> EnqueueAsync(JobRequest request, CancellationToken cancellation = default) => Task.FromResult(Guid.NewGuid());

    public Task PauseAsync(Guid job) => NoteAsync("pause", job);

    public Task ResumeAsync(Guid job) => NoteAsync("resume", job);

    public Task CancelAsync(Guid job) => NoteAsync("cancel", job);

    public Task RetryAsync(Guid job) => NoteAsync("retry", job);

    public Task MoveAsync(Guid job, Guid? before) => NoteAsync("move", job);

    public Task RemoveAsync(Guid job) => NoteAsync("remove", job);

    public Task RemoveAllAsync(Guid person) => NoteAsync("remove all of", person);

    private Task NoteAsync(string verb, Guid id)
    {
        Asked.Add($"{verb} {id}");
        return Task.CompletedTask;
    }
}

using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;

namespace MyStyle.Studio.Tests.Components.Pages.Studio;

/// <summary>Jobs that go on for as long as the test lets them.</summary>
internal sealed class WaitingJobs : IJobs
{
    public event Action<JobChange>? Changed;

    public List<JobView> All { get; } = [];

    /// <summary>What was asked of jobs that are there, as verb and title.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Why nothing is queued; null while all is.</summary>
    public string? Refusal { get; set; }

    public int Listeners => Changed?.GetInvocationList().Length ?? 0;

    public JobView? Running => All.Find(job => job.State == JobState.Running);

    public JobView Last => All[0];

    public Task<Guid> EnqueueAsync(JobRequest request, CancellationToken cancellation = default)
    {
        if (Refusal is not null)
        {
            throw new EngineException(Refusal);
        }

        JobView job = new(
            Guid.CreateVersion7(), request.Person, request.Workpiece, request.Kind, JobState.Running, request.Title, "", 0, 0, null, null, 0, null,
            request.ThumbnailSha, request.Order, null, DateTime.UnixEpoch, null);
        All.Insert(0, job);
        Changed?.Invoke(new JobChange(job.Id, job.Person, false));
        return Task.FromResult(job.Id);
    }

    /// <summary>Puts a job there, or in place of what it was.</summary>
    public JobView Put(JobView job, bool isProgress = false)
    {
        All.RemoveAll(item => item.Id == job.Id);
        All.Insert(0, job);
        Changed?.Invoke(new JobChange(job.Id, job.Person, isProgress));
        return job;
    }

    public void End(Guid job, JobState state, string? error = null)
    {
        int at = All.FindIndex(item => item.Id == job);
        All[at] = All[at] with { State = state, Error = error };
        Changed?.Invoke(new JobChange(job, All[at].Person, false));
    }

    public Task<JobView?> GetAsync(Guid job, CancellationToken cancellation = default) => Task.FromResult(All.Find(item => item.Id == job));

    public Task<IReadOnlyList<JobView>> ListAsync(Guid? person = null, int ended = 50, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<JobView>>([.. All.Where(job => person is null || job.Person == person)]);

    public Task CancelAsync(Guid job)
    {
        End(job, JobState.Cancelled);
        return Task.CompletedTask;
    }

    public Task PauseAsync(Guid job) => AskAsync("pause", job);

    public Task ResumeAsync(Guid job) => AskAsync("resume", job);

    public Task RetryAsync(Guid job) => AskAsync("retry", job);

    public Task MoveAsync(Guid job, Guid? before) => Task.CompletedTask;

    public Task RemoveAsync(Guid job) => Task.CompletedTask;

    public Task RemoveAllAsync(Guid person) => Task.CompletedTask;

    private Task AskAsync(string what, Guid job)
    {
        Asked.Add($"{what} {All.Find(item => item.Id == job)?.Title}");
        return Task.CompletedTask;
    }
}

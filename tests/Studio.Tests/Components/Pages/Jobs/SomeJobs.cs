using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Tests.Components.Pages.Jobs;

/// <summary>A queue that only remembers what was asked of it.</summary>
internal sealed class SomeJobs : IJobs
{
    public event Action<JobChange>? Changed;

    public List<JobView> Views { get; } = [];

    public List<string> Asked { get; } = [];

    public JobView? Running => Views.Find(job => job.State == JobState.Running);

    public JobView Add(string title, JobState state, JobKind kind = JobKind.Train, long step = 0)
    {
        JobView job = new(
            Guid.CreateVersion7(), null, null, kind, state, title, "", step, 100, state == JobState.Running ? 2 : null,
            state == JobState.Running ? TimeSpan.FromSeconds(30) : null, 0, null, null, new MeasureOrder(10, 20, 30), null, DateTime.UtcNow,
            state.HasEnded() ? DateTime.UtcNow : null);
        Views.Add(job);
        return job;
    }

    public void Replace(JobView job, bool isProgress)
    {
        Views[Views.FindIndex(view => view.Id == job.Id)] = job;
        Changed?.Invoke(new JobChange(job.Id, null, isProgress));
    }

    public Task<Guid> EnqueueAsync(JobRequest request, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<JobView?> GetAsync(Guid job, CancellationToken cancellation = default) => Task.FromResult(Views.Find(view => view.Id == job));

    public Task<IReadOnlyList<JobView>> ListAsync(Guid? person = null, int ended = 50, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<JobView>>([.. Views]);

    public Task PauseAsync(Guid job) => Ask("pause", job);

    public Task ResumeAsync(Guid job) => Ask("resume", job);

    public Task CancelAsync(Guid job) => Ask("cancel", job);

    public Task RetryAsync(Guid job) => Ask("retry", job);

    public Task MoveAsync(Guid job, Guid? before) => Ask($"before {Title(before)}: move", job);

    public Task RemoveAsync(Guid job)
    {
        Task asked = Ask("remove", job);
        Views.RemoveAll(view => view.Id == job);
        Changed?.Invoke(new JobChange(job, null, IsProgress: false));
        return asked;
    }

    public Task RemoveAllAsync(Guid person) => throw new NotSupportedException();

    private string Title(Guid? job) => Views.Find(view => view.Id == job)?.Title ?? "nothing";

    private Task Ask(string what, Guid job)
    {
        Asked.Add($"{what} {Title(job)}");
        return Task.CompletedTask;
    }
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Questions;
using MyStyle.Engine.Service.Updates;

namespace MyStyle.Studio.Tests.Fixtures;

/// <summary>An engine that does what the test says: every run waits for the test's next word.</summary>
internal sealed class FakeEngine : IEngineService
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<FakeRun>> _runs = new();

    /// <summary>Runs that began, in order.</summary>
    public ConcurrentQueue<FakeRun> Began { get; } = new();

    /// <summary>As many places as the test wants.</summary>
    public int Engines { get; set; } = 1;

    /// <summary>Jobs that are held.</summary>
    public ConcurrentDictionary<string, bool> Held { get; } = new();

    /// <summary>Runs that have begun and not ended.</summary>
    public int Open => Began.Count(run => !run.HasEnded);

    /// <summary>The newest run of a job, once it has begun.</summary>
    public Task<FakeRun> RunOfAsync(Guid job) => Slot(job.ToString("D")).Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Whether a run of a job began.</summary>
    public bool HasBegun(Guid job) => Began.Any(run => run.JobId == job.ToString("D"));

    /// <summary>Makes <see cref="RunOfAsync"/> wait for another run of the job.</summary>
    public void ExpectAnother(Guid job) => _runs[job.ToString("D")] = New();

    public async IAsyncEnumerable<EngineUpdate> RunAsync(
        string jobId, EngineOrder order, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var run = new FakeRun(jobId, order);
        Began.Enqueue(run);
        Slot(jobId).TrySetResult(run);
        using CancellationTokenRegistration end = cancellation.Register(run.Withdraw);
        try
        {
            await foreach (EngineUpdate update in run.ReadAsync())
            {
                yield return update;
            }

            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            // A reader that goes away ends the run, as with the real one.
            run.Withdraw();
            run.HasEnded = true;
        }
    }

    public Task PauseAsync(string jobId)
    {
        Held[jobId] = true;
        return Task.CompletedTask;
    }

    public Task ResumeAsync(string jobId)
    {
        Held[jobId] = false;
        return Task.CompletedTask;
    }

    public Task<EngineFacts> FactsAsync(CancellationToken cancellation = default) =>
        Task.FromResult(new EngineFacts("cpu", 1, "none", "none", []));

    public Task<TAnswer?> AskAsync<TAnswer>(string session, EngineQuestion<TAnswer> question, CancellationToken cancellation = default)
        where TAnswer : class => throw new EngineException("A fake answers nothing.");

    public Task ForgetAsync(string personFolder) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private TaskCompletionSource<FakeRun> Slot(string job) => _runs.GetOrAdd(job, _ => New());

    private static TaskCompletionSource<FakeRun> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

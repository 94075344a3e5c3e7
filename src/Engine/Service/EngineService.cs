using System.Runtime.CompilerServices;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Answers;
using MyStyle.Engine.Service.Lanes;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Questions;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Service.Works;

namespace MyStyle.Engine.Service;

/// <summary>The engine in this process: one thread, two lanes. libtorch is loaded by the first order or question.</summary>
public sealed class EngineService : IEngineService
{
    private readonly Workbench _bench;
    private readonly AnswerDesk _desk;
    private readonly LaneScheduler _lanes;

    /// <summary>Starts the engine thread; nothing is loaded yet.</summary>
    /// <param name="settings">What holds for every run.</param>
    /// <param name="models">Where the networks are.</param>
    /// <param name="time">Measures; null for the machine's clock.</param>
    public EngineService(EngineSettings settings, ModelDirectories models, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(models);
        _bench = new Workbench(settings, models, time ?? TimeProvider.System);
        _desk = new AnswerDesk(_bench);
        _lanes = new LaneScheduler(_bench.Time);
    }

    /// <inheritdoc/>
    public Task<EngineFacts> FactsAsync(CancellationToken cancellation = default) =>
        _lanes.DoAsync(() => _bench.Facts).WaitAsync(cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<EngineUpdate> RunAsync(
        string jobId, EngineOrder order, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        ArgumentNullException.ThrowIfNull(order);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var box = new UpdateBox();
        IWork work = WorkFactory.Create(order, new WorkContext(_bench, box.Add, _lanes.Breathe, stop.Token));
        Task run = CarryOutAsync();
        try
        {
            // Told to the very end: a run that is cancelled still has a checkpoint to write.
            await foreach (EngineUpdate update in box.ReadAsync().ConfigureAwait(false))
            {
                yield return update;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await run.ConfigureAwait(false);
        }

        async Task CarryOutAsync()
        {
            Exception? failure = null;
            try
            {
                await _lanes.RunAsync(jobId, work, stop.Token).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The reader meets it at the end of the updates.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = e is OperationCanceledException && cancellation.IsCancellationRequested ? new OperationCanceledException(cancellation) : e;
            }

            box.Complete(failure);
        }
    }

    /// <inheritdoc/>
    public Task PauseAsync(string jobId)
    {
        _lanes.Pause(jobId);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ResumeAsync(string jobId)
    {
        _lanes.Resume(jobId);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<TAnswer?> AskAsync<TAnswer>(string session, EngineQuestion<TAnswer> question, CancellationToken cancellation = default)
        where TAnswer : class
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(question);
        return _lanes.AskAsync((session, question.GetType()), () => _desk.Answer(question), cancellation);
    }

    /// <inheritdoc/>
    public Task ForgetAsync(string personFolder)
    {
        ArgumentNullException.ThrowIfNull(personFolder);
        return _lanes.DoAsync(() =>
        {
            _bench.Forget(personFolder);
            return true;
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lanes.CloseAsync(_bench.Dispose);
}

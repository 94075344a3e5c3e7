using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Questions;
using MyStyle.Engine.Service.Updates;

namespace MyStyle.Studio.Engines;

/// <summary>Stands in where no engine is: every order and question says so.</summary>
internal sealed class AbsentEngine : IEngineService
{
    private static EngineException Absent => new("This program was built without its engine, so nothing can be computed.");

    /// <inheritdoc/>
    public Task<EngineFacts> FactsAsync(CancellationToken cancellation = default) => throw Absent;

    /// <inheritdoc/>
    public IAsyncEnumerable<EngineUpdate> RunAsync(string jobId, EngineOrder order, CancellationToken cancellation = default) => throw Absent;

    /// <inheritdoc/>
    public Task PauseAsync(string jobId) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ResumeAsync(string jobId) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<TAnswer?> AskAsync<TAnswer>(string session, EngineQuestion<TAnswer> question, CancellationToken cancellation = default)
        where TAnswer : class => throw Absent;

    /// <inheritdoc/>
    public Task ForgetAsync(string personFolder) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

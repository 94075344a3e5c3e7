using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Questions;
using MyStyle.Engine.Service.Updates;

namespace MyStyle.Engine.Service;

/// <summary>
/// The engine as programs see it: jobs that take long, and questions that want an answer at once. Everything that goes in or
/// comes out is a plain record, a number or the bytes of a picture, so that another process could serve it.
/// </summary>
public interface IEngineService : IAsyncDisposable
{
    /// <summary>How many jobs that take long run side by side.</summary>
    int Engines => 1;

    /// <summary>Loads libtorch, if that has not happened, and says what the engine runs on.</summary>
    Task<EngineFacts> FactsAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Runs one order in the job lane, one at a time and first come first served. Updates arrive as they happen; the last one is a
    /// <see cref="FinishedUpdate"/>. A slow reader holds nothing up: of frames and steps it sees the newest.
    /// </summary>
    /// <param name="jobId">Names the run for <see cref="PauseAsync"/> and <see cref="ResumeAsync"/>.</param>
    /// <param name="order">What to do. An order with a checkpoint folder continues from the checkpoint that is there.</param>
    /// <param name="cancellation">Ends the run between two steps; where the order has a checkpoint folder, a checkpoint is written first.</param>
    /// <exception cref="Runtime.EngineException">The order cannot be carried out; the sentence says why and what to do.</exception>
    IAsyncEnumerable<EngineUpdate> RunAsync(string jobId, EngineOrder order, CancellationToken cancellation = default);

    /// <summary>Holds a run between two steps; it keeps its state and its place. Nothing happens if there is no such run.</summary>
    Task PauseAsync(string jobId);

    /// <summary>Lets a held run go on.</summary>
    Task ResumeAsync(string jobId);

    /// <summary>
    /// Answers a question between two steps of whatever job runs. Of several open questions of one session and kind only the newest is
    /// answered.
    /// </summary>
    /// <param name="session">Who asks: one browser tab, say.</param>
    /// <param name="question">What is wanted.</param>
    /// <param name="cancellation">Withdraws the question.</param>
    /// <returns>The answer; null if a newer question took this one's place.</returns>
    /// <exception cref="Runtime.EngineException">It cannot be answered; the sentence says why.</exception>
    Task<TAnswer?> AskAsync<TAnswer>(string session, EngineQuestion<TAnswer> question, CancellationToken cancellation = default)
        where TAnswer : class;

    /// <summary>Forgets a person that was kept loaded: the folder is about to change or to go.</summary>
    Task ForgetAsync(string personFolder);
}

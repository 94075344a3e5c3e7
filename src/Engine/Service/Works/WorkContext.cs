using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service.Works;

/// <summary>What a work has at hand.</summary>
/// <param name="Bench">Networks and people.</param>
/// <param name="Tell">Tells who gave the order.</param>
/// <param name="Breathe">Lets questions be answered in the middle of a long step.</param>
/// <param name="Cancellation">Ends the work; looked at between steps by the scheduler, and in the middle of long ones.</param>
internal sealed record WorkContext(Workbench Bench, Action<EngineUpdate> Tell, Action Breathe, CancellationToken Cancellation)
{
    /// <summary>The networks.</summary>
    public Toolbox Toolbox => Bench.Toolbox;

    /// <summary>Progress that lets questions be answered.</summary>
    public IProgress<int> Breath => new Relay(_ => Breathe());

    /// <summary>Progress of a long step: tells of it and lets questions be answered.</summary>
    /// <param name="text">What goes on.</param>
    /// <param name="total">Of how much; 0 if unknown.</param>
    /// <param name="stops">Whether the step ends where the work is cancelled; false where a work has something to keep.</param>
    public IProgress<int> Progress(string text, int total, bool stops = true) => new Relay(done =>
    {
        if (stops)
        {
            Cancellation.ThrowIfCancellationRequested();
        }

        Tell(new PhaseUpdate(text, done, total));
        Breathe();
    });

    /// <summary>Reports at once, on the thread that reports.</summary>
    private sealed class Relay(Action<int> hear) : IProgress<int>
    {
        public void Report(int value) => hear(value);
    }
}

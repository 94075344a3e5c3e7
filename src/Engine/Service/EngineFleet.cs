using System.Runtime.CompilerServices;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Questions;
using MyStyle.Engine.Service.Updates;

namespace MyStyle.Engine.Service;

/// <summary>
/// Several engines as one, each with a thread and a device of its own: as many jobs that take long run side by side. A job runs on the
/// engine that has the least to do when it comes, and a question is answered by the engine that has the least to do when its session
/// has no other open, so that newer questions still take the place of older ones.
/// </summary>
/// <remarks>
/// Whole jobs are spread, not the steps of one: a tuning step is 10 to 80 milliseconds, and exchanging the gradients of 30 million
/// weights in every one of them would need a library for it that TorchSharp does not bring (docs/performance.md).
/// </remarks>
public sealed class EngineFleet : IEngineService
{
    private readonly Lock _gate = new();
    private readonly Member[] _members;
    private readonly Dictionary<string, Run> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>Joins engines; they go with the fleet.</summary>
    public EngineFleet(IReadOnlyList<IEngineService> engines)
    {
        ArgumentNullException.ThrowIfNull(engines);
        ArgumentOutOfRangeException.ThrowIfZero(engines.Count, nameof(engines));
        _members = [.. engines.Select(engine => new Member(engine))];
    }

    /// <inheritdoc/>
    public int Engines => _members.Length;

    /// <summary>One engine for every device that the settings name.</summary>
    /// <param name="settings">What holds for every run.</param>
    /// <param name="models">Where the networks are.</param>
    /// <param name="time">Measures; null for the machine's clock.</param>
    public static IEngineService Create(EngineSettings settings, ModelDirectories models, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        IEngineService[] engines = [.. settings.Devices.Select(device => new EngineService(settings.On(device), models, time))];
        return engines is [var only] ? only : new EngineFleet(engines);
    }

    /// <inheritdoc/>
    public async Task<EngineFacts> FactsAsync(CancellationToken cancellation = default)
    {
        EngineFacts[] facts = await Task.WhenAll(_members.Select(member => member.Engine.FactsAsync(cancellation))).ConfigureAwait(false);
        return facts[0] with { Device = string.Join(", ", facts.Select(fact => fact.Device)), Notes = [.. facts.SelectMany(fact => fact.Notes).Distinct()] };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EngineUpdate> RunAsync(
        string jobId, EngineOrder order, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        var run = new Run();
        lock (_gate)
        {
            run.Member = Idlest();
            run.Member.Busy++;
            _runs[jobId] = run;
        }

        try
        {
            await foreach (EngineUpdate update in run.Member.Engine.RunAsync(jobId, order, cancellation).ConfigureAwait(false))
            {
                yield return update;
            }
        }
        finally
        {
            lock (_gate)
            {
                run.Member.Busy -= run.IsHeld ? 0 : 1;
                if (_runs.GetValueOrDefault(jobId) == run)
                {
                    _runs.Remove(jobId);
                }
            }
        }
    }

    /// <inheritdoc/>
    public Task PauseAsync(string jobId) => HoldAsync(jobId, held: true);

    /// <inheritdoc/>
    public Task ResumeAsync(string jobId) => HoldAsync(jobId, held: false);

    /// <inheritdoc/>
    public async Task<TAnswer?> AskAsync<TAnswer>(string session, EngineQuestion<TAnswer> question, CancellationToken cancellation = default)
        where TAnswer : class
    {
        ArgumentNullException.ThrowIfNull(session);
        Session? asked;
        lock (_gate)
        {
            if (!_sessions.TryGetValue(session, out asked))
            {
                asked = new Session(Idlest());
                _sessions.Add(session, asked);
            }

            asked.Open++;
        }

        try
        {
            return await asked.Member.Engine.AskAsync(session, question, cancellation).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                if (--asked.Open == 0)
                {
                    _sessions.Remove(session);
                }
            }
        }
    }

    /// <inheritdoc/>
    public Task ForgetAsync(string personFolder) => Task.WhenAll(_members.Select(member => member.Engine.ForgetAsync(personFolder)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (Member member in _members)
        {
            await member.Engine.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task HoldAsync(string jobId, bool held)
    {
        Run? run;
        lock (_gate)
        {
            if (!_runs.TryGetValue(jobId, out run))
            {
                return;
            }

            if (run.IsHeld != held)
            {
                // A held run keeps its place on its engine, which has time for others meanwhile.
                run.IsHeld = held;
                run.Member.Busy += held ? -1 : 1;
            }
        }

        await (held ? run.Member.Engine.PauseAsync(jobId) : run.Member.Engine.ResumeAsync(jobId)).ConfigureAwait(false);
    }

    private Member Idlest() => _members.MinBy(member => member.Busy)!;

    private sealed class Member(IEngineService engine)
    {
        public IEngineService Engine => engine;

        /// <summary>Runs that are not held.</summary>
        public int Busy { get; set; }
    }

    private sealed class Run
    {
        public Member Member { get; set; } = null!;

        public bool IsHeld { get; set; }
    }

    private sealed class Session(Member member)
    {
        public Member Member => member;

        /// <summary>Questions without an answer yet.</summary>
        public int Open { get; set; }
    }
}

using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service.Works;

/// <summary>Candidates that share every pass through a generator.</summary>
/// <param name="Candidates">In the run's order.</param>
/// <param name="Run">The projection; belongs to this.</param>
internal sealed record CandidateRun(IReadOnlyList<Candidate> Candidates, EnhancementRun Run) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Run.Dispose();
}

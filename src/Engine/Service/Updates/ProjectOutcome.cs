namespace MyStyle.Engine.Service.Updates;

/// <summary>A picture was projected.</summary>
/// <param name="Candidates">The answers, in the order of betas, then seeds; the untuned prior's last.</param>
/// <param name="Degradation">What befell the picture, with the strengths that were estimated; null outside restorations.</param>
public sealed record ProjectOutcome(IReadOnlyList<CandidateOutcome> Candidates, string? Degradation = null) : EngineOutcome;

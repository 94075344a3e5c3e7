using MyStyle.Engine.Curation;

namespace MyStyle.Studio.Api;

/// <summary>What somebody says about photos.</summary>
/// <param name="Photos">Which.</param>
/// <param name="Decision">keep, reject, is_person or not_person; null takes back what was said.</param>
public sealed record DecisionPost(IReadOnlyList<Guid> Photos, UserDecision? Decision);

namespace MyStyle.Studio.Jobs;

/// <summary>A job changed.</summary>
/// <param name="Job">Which.</param>
/// <param name="Person">Whose; null for none.</param>
/// <param name="IsProgress">Whether only its progress moved: pages that show lists may ignore that.</param>
public sealed record JobChange(Guid Job, Guid? Person, bool IsProgress);

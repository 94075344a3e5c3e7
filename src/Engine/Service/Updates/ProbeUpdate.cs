namespace MyStyle.Engine.Service.Updates;

/// <summary>A measurement between two passes.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Lpips">Mean distance of the reference set from its renderings.</param>
/// <param name="Identity">Mean cosine of the renderings on the wall to their own photos; null without descriptors.</param>
/// <param name="HeldOutLpips">Mean distance of the held-out photos; null without any.</param>
/// <param name="Worst">Photos that are rendered far worse than the others, the worst first.</param>
public sealed record ProbeUpdate(long Step, double Lpips, double? Identity, double? HeldOutLpips, IReadOnlyList<string> Worst) : EngineUpdate;

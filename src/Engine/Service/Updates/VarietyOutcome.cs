namespace MyStyle.Engine.Service.Updates;

/// <summary>How varied pictures are.</summary>
/// <param name="MeanDistance">Mean perceptual distance over the pairs of different pictures.</param>
/// <param name="Network">Catalogue name of the network that measured it; only lpips-* is LPIPS itself.</param>
/// <param name="Pictures">How many pictures were compared.</param>
public sealed record VarietyOutcome(double MeanDistance, string Network, int Pictures) : EngineOutcome;

namespace MyStyle.Engine.Service.Updates;

/// <summary>A picture of how things stand.</summary>
/// <param name="Place">Which picture: the photo's place on the wall in a training, the candidate in a projection.</param>
/// <param name="Name">The photo's name, or the candidate in words.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="Picture">The picture.</param>
/// <param name="Lpips">Its distance from its photo; null if not measured.</param>
/// <param name="Identity">Its cosine to the nearest reference photo, -1 to 1, of a frame shortly before if this one was not measured; null if none was.</param>
/// <param name="AllowedBeta">The dilation that is allowed; null for unbounded, or in a training.</param>
/// <param name="EffectiveBeta">The dilation its code needs; null in a training.</param>
/// <param name="Carriers">The anchors that carry it, the strongest first.</param>
public sealed record FrameUpdate(
    int Place, string Name, long Step, FrameBytes Picture, double? Lpips, double? Identity, double? AllowedBeta, double? EffectiveBeta,
    IReadOnlyList<AnchorShare> Carriers) : EngineUpdate;

namespace MyStyle.Engine.Service.Questions;

/// <summary>A rendered point of the hull.</summary>
/// <param name="Frame">The picture.</param>
/// <param name="Alpha">Its coordinates over the anchors, N numbers.</param>
/// <param name="X">Where it lies on the map.</param>
/// <param name="Y">Where it lies on the map.</param>
/// <param name="EffectiveBeta">The dilation it needs.</param>
/// <param name="Identity">Cosine to the nearest reference photo that does not carry it; null if not measured.</param>
/// <param name="NearestPhoto">Which photo that is.</param>
/// <param name="Carriers">The anchors that carry it, the strongest first.</param>
/// <param name="EngineMilliseconds">Time on the engine thread.</param>
public sealed record PointAnswer(
    FrameBytes Frame, double[] Alpha, double X, double Y, double EffectiveBeta, double? Identity, string? NearestPhoto,
    IReadOnlyList<AnchorShare> Carriers, double EngineMilliseconds);

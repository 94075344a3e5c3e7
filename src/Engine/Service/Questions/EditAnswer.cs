using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Service.Questions;

/// <summary>An edited picture and its readouts.</summary>
/// <param name="Frame">The picture.</param>
/// <param name="RequiredBeta">The dilation the sliders ask for.</param>
/// <param name="EffectiveBeta">The dilation the picture's code needs.</param>
/// <param name="Outcome">Which way it took.</param>
/// <param name="AppliedShare">How much of the sliders' way was gone, 0 to 1; less than 1 only when stopped.</param>
/// <param name="Identity">Cosine to the nearest reference photo; null if not measured.</param>
/// <param name="NearestPhoto">Which photo that is.</param>
/// <param name="Carriers">The anchors that carry it, the strongest first.</param>
/// <param name="Tracks">One a slider; empty if not asked for.</param>
/// <param name="EngineMilliseconds">Time on the engine thread.</param>
/// <param name="Alpha">Coordinates [layers, N], row after row; null if not asked for.</param>
/// <param name="Layers">Rows of <paramref name="Alpha"/>.</param>
public sealed record EditAnswer(
    FrameBytes Frame, double RequiredBeta, double EffectiveBeta, EditOutcome Outcome, double AppliedShare, double? Identity, string? NearestPhoto,
    IReadOnlyList<AnchorShare> Carriers, IReadOnlyList<SliderTrack> Tracks, double EngineMilliseconds, double[]? Alpha, int Layers);

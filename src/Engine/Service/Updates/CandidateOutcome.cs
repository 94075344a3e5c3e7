namespace MyStyle.Engine.Service.Updates;

/// <summary>One answer of a projection.</summary>
/// <param name="PicturePath">The result, blended where there is a blend: a PNG.</param>
/// <param name="RenderingPath">What the generator made, before blending: a PNG.</param>
/// <param name="CodePath">Its coordinates over the anchors, as <c>PersonalCode</c> reads them; null for the untuned prior's.</param>
/// <param name="Seed">Start of its search.</param>
/// <param name="AllowedBeta">The dilation that was allowed; null for unbounded.</param>
/// <param name="EffectiveBeta">The dilation its code needs.</param>
/// <param name="Lpips">Distance from the input, where that is known.</param>
/// <param name="L2">Squared error there.</param>
/// <param name="Identity">Cosine of the rendering to the nearest reference photo.</param>
/// <param name="NearestPhoto">Which photo that is.</param>
/// <param name="ProbablySomebodyElse">Whether the input is probably of somebody else (figure 12).</param>
/// <param name="MedianCosine">The score that judgement goes by.</param>
/// <param name="Carriers">The anchors that carry it, the strongest first.</param>
/// <param name="IsUntunedPrior">Whether this is the untuned prior's answer, for comparison.</param>
public sealed record CandidateOutcome(
    string PicturePath, string RenderingPath, string? CodePath, ulong Seed, double? AllowedBeta, double? EffectiveBeta, double Lpips, double L2,
    double? Identity, string? NearestPhoto, bool ProbablySomebodyElse, double? MedianCosine, IReadOnlyList<AnchorShare> Carriers,
    bool IsUntunedPrior = false);

namespace MyStyle.Studio.Api;

/// <summary>Where the line between copies and different shots is.</summary>
/// <param name="Threshold">Likeness, 0.8 to 1.</param>
public sealed record ThresholdPut(double Threshold);

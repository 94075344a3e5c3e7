namespace MyStyle.Engine.Curation;

/// <summary>A number by which a photo was judged.</summary>
/// <param name="Value">What was measured.</param>
/// <param name="Threshold">Where the line is.</param>
/// <param name="Passed">Whether the value is on the good side.</param>
public sealed record Measurement(double Value, double Threshold, bool Passed);

namespace MyStyle.Engine.Restoration;

/// <summary>What an estimation came to.</summary>
/// <param name="Spec">The description, every strength filled in; what could not be seen in the picture is left out.</param>
/// <param name="Remarks">What was found and what was left out, a sentence each.</param>
public sealed record DegradationEstimate(DegradationSpec Spec, IReadOnlyList<string> Remarks);

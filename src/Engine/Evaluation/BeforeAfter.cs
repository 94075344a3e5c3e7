namespace MyStyle.Engine.Evaluation;

/// <summary>One figure with the untuned prior and with the tuned generator, from the same codes.</summary>
/// <param name="Before">With the prior.</param>
/// <param name="After">With the tuned generator.</param>
public sealed record BeforeAfter(double Before, double After);

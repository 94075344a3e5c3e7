namespace MyStyle.Engine.Service.Questions;

/// <summary>The anchors' plane of largest spread.</summary>
/// <param name="Names">The photos' names.</param>
/// <param name="X">Where each anchor lies.</param>
/// <param name="Y">Where each anchor lies.</param>
/// <param name="ExplainedVariance">Share of the variance on each axis.</param>
public sealed record MapAnswer(IReadOnlyList<string> Names, double[] X, double[] Y, double[] ExplainedVariance);

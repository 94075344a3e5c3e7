namespace MyStyle.Engine.Evaluation;

/// <summary>The paper's figures for one person.</summary>
/// <param name="ReferenceLpips">Perceptual distance of the anchors' renderings from their photos (figure 17).</param>
/// <param name="ReferenceIdentity">Cosine between each anchor's rendering and its photo (figure 17).</param>
/// <param name="InterpolationIdentity">ID along interpolations between anchors, the two anchors' photos left out (figure 4).</param>
/// <param name="SynthesisIdentity">ID of sampled pictures (section 5.1).</param>
/// <param name="Diversity">Mean perceptual distance between samples with the same nearest photo (section 5.1).</param>
/// <param name="SelfIdentity">What the reference photos score against each other: the yardstick of every ID.</param>
/// <param name="TestIdentity">What the test photos score against the reference photos.</param>
/// <param name="Projections">Test photos inverted into each space at several beta (figure 5, C.4).</param>
public sealed record EvaluationReport(
    BeforeAfter? ReferenceLpips, BeforeAfter? ReferenceIdentity, BeforeAfter InterpolationIdentity, BeforeAfter SynthesisIdentity,
    BeforeAfter Diversity, double SelfIdentity, double TestIdentity, IReadOnlyList<ProjectionFigures> Projections);

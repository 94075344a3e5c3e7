namespace MyStyle.Engine.Directions;

/// <summary>A direction of W learned from samples.</summary>
/// <param name="Direction">Unit vector, k numbers, towards the positive group or the higher score. Lies in the span of differences of the samples.</param>
/// <param name="Separation">
/// How far apart along the direction the groups' means lie, or how far along it the score rises by one standard deviation: the
/// natural unit of theta.
/// </param>
/// <param name="Regularisation">The weight that was used, relative to the mean squared distance of the samples from their mean.</param>
/// <param name="Quality">On held-out samples.</param>
public sealed record LearnedDirection(double[] Direction, double Separation, double Regularisation, DirectionQuality Quality);

namespace MyStyle.Engine.Directions;

/// <summary>
/// How well a direction predicts what it was learned for, on samples held out by k-fold cross-validation. Not a number where
/// there were too few samples to hold any out, or where a figure does not apply.
/// </summary>
/// <param name="Folds">k; 0 if nothing could be held out.</param>
/// <param name="Accuracy">Share of held-out samples put in the right group.</param>
/// <param name="Auc">Probability that a held-out positive scores above a held-out negative.</param>
/// <param name="Correlation">Pearson's r between predicted and true scores of held-out samples.</param>
public sealed record DirectionQuality(int Folds, double Accuracy, double Auc, double Correlation)
{
    internal static DirectionQuality Unknown { get; } = new(0, double.NaN, double.NaN, double.NaN);
}

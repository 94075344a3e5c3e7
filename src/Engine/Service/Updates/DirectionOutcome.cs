namespace MyStyle.Engine.Service.Updates;

/// <summary>A direction was learned.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Path">The file with its vector, [dim W].</param>
/// <param name="Accuracy">Cross-validated share of photos on the right side; NaN where it does not apply.</param>
/// <param name="Auc">Cross-validated area under the curve; NaN where it does not apply.</param>
/// <param name="Correlation">Cross-validated correlation with the score; NaN where it does not apply.</param>
/// <param name="Cosine">Between the direction and its projection into the person's space: how personal it is.</param>
/// <param name="Examples">Pictures along it, from least to most: PNG files.</param>
public sealed record DirectionOutcome(
    string Name, string Path, double Accuracy, double Auc, double Correlation, double Cosine, IReadOnlyList<string> Examples) : EngineOutcome;

namespace MyStyle.Studio.Directions;

/// <summary>A slider as pages show it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Person">Whose; null for one that goes with a prior.</param>
/// <param name="Name">The direction's name.</param>
/// <param name="Label">What the slider is called: pose for yaw, words for the rest.</param>
/// <param name="Source">bundled, groups, attribute or imported.</param>
/// <param name="DegreesPerUnit">Degrees that one unit of theta turns the head, mean over faces; null where degrees mean nothing.</param>
/// <param name="Accuracy">Cross-validated accuracy; null where it does not apply.</param>
/// <param name="Auc">Cross-validated area under the curve; null where it does not apply.</param>
/// <param name="Correlation">Cross-validated correlation; null where it does not apply.</param>
/// <param name="Cosine">Between the direction and its projection into the person's space; null for a prior's.</param>
/// <param name="CreatedUtc">When it was made.</param>
public sealed record DirectionView(
    Guid Id, Guid? Person, string Name, string Label, string Source, double? DegreesPerUnit, double? Accuracy, double? Auc, double? Correlation,
    double? Cosine, DateTime CreatedUtc);

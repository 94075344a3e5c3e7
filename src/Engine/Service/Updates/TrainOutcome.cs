namespace MyStyle.Engine.Service.Updates;

/// <summary>A person was made.</summary>
/// <param name="PersonFolder">Where the person is.</param>
/// <param name="LpipsBefore">Mean distance of the photos from the untuned prior's renderings.</param>
/// <param name="LpipsAfter">And from the tuned one's.</param>
/// <param name="IdentityBefore">Mean cosine to the own photo before; null without descriptors.</param>
/// <param name="IdentityAfter">And after.</param>
/// <param name="Worst">Photos that are still rendered far worse than the others.</param>
public sealed record TrainOutcome(
    string PersonFolder, double LpipsBefore, double LpipsAfter, double? IdentityBefore, double? IdentityAfter, IReadOnlyList<string> Worst)
    : EngineOutcome;

namespace MyStyle.Engine.Service.Updates;

/// <summary>A generator was refined on one photo.</summary>
/// <param name="PersonFolder">The person with the refined generator.</param>
/// <param name="LpipsBefore">Distance of the photo from its rendering before.</param>
/// <param name="LpipsAfter">And after.</param>
public sealed record RefineOutcome(string PersonFolder, double LpipsBefore, double LpipsAfter) : EngineOutcome;

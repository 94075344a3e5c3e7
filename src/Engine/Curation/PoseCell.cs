namespace MyStyle.Engine.Curation;

/// <summary>How many accepted photos show one combination of pose and expression.</summary>
/// <param name="Pose"><c>left</c>, <c>front</c>, <c>right</c>, <c>up</c> or <c>down</c>, as seen in the picture.</param>
/// <param name="Expression"><c>serious</c> or <c>smiling</c>.</param>
/// <param name="Count">Photos.</param>
public sealed record PoseCell(string Pose, string Expression, int Count);

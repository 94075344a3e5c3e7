namespace MyStyle.Studio.People;

/// <summary>The generator in use and how well it knows its photos.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">What the user calls it.</param>
/// <param name="Resolution">Side of its pictures.</param>
/// <param name="Anchors">How many photos it was tuned on.</param>
/// <param name="PerceptualNetwork">The network behind <paramref name="LpipsBefore"/> and <paramref name="LpipsAfter"/>.</param>
/// <param name="LpipsBefore">Mean distance of the photos before.</param>
/// <param name="LpipsAfter">And after.</param>
/// <param name="IdentityBefore">Mean cosine to the own photo before.</param>
/// <param name="IdentityAfter">And after.</param>
/// <param name="CreatedUtc">When it was finished.</param>
public sealed record PersonFigures(
    Guid Id, string Title, int Resolution, int Anchors, string PerceptualNetwork, double? LpipsBefore, double? LpipsAfter, double? IdentityBefore,
    double? IdentityAfter, DateTime CreatedUtc);

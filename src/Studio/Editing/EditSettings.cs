namespace MyStyle.Studio.Editing;

/// <summary>An edit as it is kept with a result: enough to do it again.</summary>
/// <param name="Generator">With which generator.</param>
/// <param name="Code">Of which code; null for the middle of the anchors.</param>
/// <param name="Thetas">Theta by direction.</param>
/// <param name="Names">The directions' names, for people and for other machines.</param>
/// <param name="Beta">Allowed dilation; null for unbounded.</param>
/// <param name="Policy">stop, continue or project.</param>
/// <param name="LeftOut">Rows of anchors that are left out.</param>
public sealed record EditSettings(
    Guid Generator, Guid? Code, IReadOnlyDictionary<Guid, double> Thetas, IReadOnlyDictionary<Guid, string> Names, double? Beta, string Policy,
    IReadOnlyList<int> LeftOut);

namespace MyStyle.Studio.Components.Editing;

/// <summary>How the desk stands at rest, as the browser tells it.</summary>
/// <param name="Thetas">Theta by direction.</param>
/// <param name="Beta">Allowed dilation; null for unbounded.</param>
/// <param name="Policy">stop, continue or project.</param>
/// <param name="LeftOut">Rows of anchors that are left out.</param>
/// <param name="LeftOutNames">Their photos' names.</param>
public sealed record DeskState(
    IReadOnlyDictionary<string, double> Thetas, double? Beta, string Policy, IReadOnlyList<int> LeftOut, IReadOnlyList<string> LeftOutNames);

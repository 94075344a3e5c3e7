namespace MyStyle.Studio.Components.Compare;

/// <summary>A picture to compare with.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Url">Where it is.</param>
public sealed record ComparedPicture(string Label, string Url);

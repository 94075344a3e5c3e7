namespace MyStyle.Engine.Service;

/// <summary>An aligned picture on disk.</summary>
/// <param name="Name">What the person knows it by; anchors keep it for life.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Sha256">Content hash of the photo it was cut from; null if unknown.</param>
public sealed record PhotoFile(string Name, string Path, string? Sha256 = null);

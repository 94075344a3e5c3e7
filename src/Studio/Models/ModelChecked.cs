namespace MyStyle.Studio.Models;

/// <summary>A file was read whole and compared with its hash.</summary>
/// <param name="Name">Which model.</param>
/// <param name="Sha256">The hash it has; null if none is known to compare with.</param>
/// <param name="Problem">What is wrong; null if all is right.</param>
public sealed record ModelChecked(string Name, string? Sha256, string? Problem);

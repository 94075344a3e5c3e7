namespace MyStyle.Engine.People;

/// <summary>One photo of a person; the photo itself is not kept.</summary>
/// <param name="Name">Its file name, without a folder.</param>
/// <param name="Sha256">SHA-256 of the file it was read from, in lower-case hex; null if unknown.</param>
public sealed record PersonPhoto(string Name, string? Sha256 = null);

namespace MyStyle.Engine.People;

/// <summary>What a file must be.</summary>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hex.</param>
public sealed record FileRecord(long Size, string Sha256);

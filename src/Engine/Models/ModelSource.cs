namespace MyStyle.Engine.Models;

/// <summary>One file as its publisher offers it.</summary>
/// <param name="FileName">The publisher's file name.</param>
/// <param name="Address">Where it can be downloaded; null if only a person can fetch it (from <see cref="Page"/>).</param>
/// <param name="Sha256">Its SHA-256 in lower-case hex; null where none is known, then the first installation records it.</param>
/// <param name="Size">Its length in bytes; null where unknown.</param>
/// <param name="Page">The page to fetch it from by hand.</param>
public sealed record ModelSource(string FileName, Uri? Address, string? Sha256, long? Size, Uri? Page = null);

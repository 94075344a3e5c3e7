namespace MyStyle.Studio.Photos;

/// <summary>A file that somebody means to upload.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Content hash, lower-case hex; null if the sender did not compute it.</param>
public sealed record UploadCandidate(string Name, long Bytes, string? Sha256);

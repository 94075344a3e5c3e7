namespace MyStyle.Studio.Photos;

/// <summary>What became of an uploaded file.</summary>
/// <param name="Photo">Its row.</param>
/// <param name="Sha256">Content hash.</param>
/// <param name="IsNew">False if the album had the same bytes already.</param>
/// <param name="Problem">Why it cannot be used, in a sentence; it is kept as a row all the same. Null if it can.</param>
public sealed record UploadOutcome(Guid Photo, string Sha256, bool IsNew, string? Problem);

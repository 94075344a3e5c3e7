using MyStyle.Studio.Photos;

namespace MyStyle.Studio.Api;

/// <summary>Files that somebody means to upload.</summary>
/// <param name="Files">At most 10000.</param>
public sealed record KnownPost(IReadOnlyList<UploadCandidate> Files);

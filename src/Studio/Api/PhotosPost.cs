namespace MyStyle.Studio.Api;

/// <summary>Photos of an album.</summary>
/// <param name="Photos">Which.</param>
public sealed record PhotosPost(IReadOnlyList<Guid> Photos);

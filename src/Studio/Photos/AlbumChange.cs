namespace MyStyle.Studio.Photos;

/// <summary>An album changed.</summary>
/// <param name="Person">Whose.</param>
/// <param name="IsProgress">Whether only the curation's progress moved: the photos are as they were.</param>
public sealed record AlbumChange(Guid Person, bool IsProgress);

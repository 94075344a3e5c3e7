namespace MyStyle.Studio.Photos;

/// <summary>Photos that are nearly the same picture.</summary>
/// <param name="Keeper">The one that is kept.</param>
/// <param name="Copies">The others.</param>
public sealed record DuplicateGroup(Guid Keeper, IReadOnlyList<DuplicateCopy> Copies);

namespace MyStyle.Engine.Curation;

/// <summary>Photos that are nearly the same picture.</summary>
/// <param name="Keeper">The one that is kept, by its name in the album.</param>
/// <param name="Copies">The others, with the correlation of their aligned faces to the keeper's, up to 1.</param>
public sealed record CopyGroup(string Keeper, IReadOnlyList<(string File, double Likeness)> Copies);

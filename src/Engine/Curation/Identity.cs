namespace MyStyle.Engine.Curation;

/// <summary>Who the album is about.</summary>
/// <param name="Scores">Median cosine to the person's photos, [photo][face].</param>
/// <param name="Photos">Photos that show the person.</param>
/// <param name="NextLargest">How many of the other photos show one and the same other person.</param>
internal sealed record Identity(double[][] Scores, IReadOnlyList<int> Photos, int NextLargest);

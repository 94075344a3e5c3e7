namespace MyStyle.Engine.Curation;

/// <summary>A file of the album with what was learned from it.</summary>
internal sealed record AlbumPhoto(string File, PhotoAnalysis Analysis, UserDecision? Decision);

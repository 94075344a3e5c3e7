namespace MyStyle.Studio.Photos;

/// <summary>A photo that repeats another one.</summary>
/// <param name="Photo">Which.</param>
/// <param name="Likeness">Correlation of the aligned faces, up to 1.</param>
public sealed record DuplicateCopy(Guid Photo, double Likeness);

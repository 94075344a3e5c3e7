namespace MyStyle.Engine.Curation;

/// <summary>How far a curation is.</summary>
/// <param name="Done">Photos looked at.</param>
/// <param name="Total">Photos in the album.</param>
/// <param name="Reused">Photos of <paramref name="Done"/> that were known from an earlier run.</param>
/// <param name="PhotosPerSecond">Rate of the photos that had to be computed; 0 before the first.</param>
/// <param name="Remaining">Time left at that rate; null before the first.</param>
/// <param name="File">The photo just finished.</param>
public sealed record CurationProgress(int Done, int Total, int Reused, double PhotosPerSecond, TimeSpan? Remaining, string File);

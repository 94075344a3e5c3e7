namespace MyStyle.Studio.Photos;

/// <summary>How the curation of an album stands.</summary>
/// <param name="IsRunning">Whether photos are being looked at.</param>
/// <param name="Done">Photos looked at.</param>
/// <param name="Total">Of how many.</param>
/// <param name="PhotosPerSecond">Rate of the photos that were not known.</param>
/// <param name="Remaining">Time left at that rate; null if unknown.</param>
/// <param name="Problem">Why the last run came to nothing, in a sentence; null if all is well.</param>
public sealed record CurationView(bool IsRunning, int Done, int Total, double PhotosPerSecond, TimeSpan? Remaining, string? Problem)
{
    /// <summary>Nothing runs.</summary>
    public static CurationView Idle { get; } = new(false, 0, 0, 0, null, null);
}

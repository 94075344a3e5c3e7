using MyStyle.Studio.Photos;

namespace MyStyle.Studio.Components.Pages.Photos;

/// <summary>A chip above the grid: which photos it lets through.</summary>
/// <param name="Key">Its name in tests and addresses.</param>
/// <param name="Title">What it says.</param>
/// <param name="Matches">Whether a photo passes.</param>
public sealed record PhotoFilter(string Key, string Title, Func<PhotoView, bool> Matches)
{
    /// <summary>All chips, in the order of the page.</summary>
    public static IReadOnlyList<PhotoFilter> All { get; } =
    [
        new("all", "All", _ => true),
        new("accepted", "Accepted", photo => photo.IsAccepted),
        new("look", "To look at", photo => photo.Standing == PhotoStanding.ToLookAt),
        new("left-out", "Left out", photo => photo.Standing == PhotoStanding.LeftOut),
        new("duplicates", "Duplicates", photo => photo.Verdict == "duplicate"),
        new("other", "Not this person", photo => photo.Verdict == "wrong_identity"),
        new("quality", "Blurred, dark or blocky", photo => photo.Verdict == "low_quality"),
        new("gray", "Without colour", photo => photo.Verdict == "grayscale"),
        new("small", "Too small", photo => photo.Verdict == "too_small"),
        new("pose", "Turned away", photo => photo.Verdict == "extreme_pose"),
        new("no-face", "No face", photo => photo.Verdict == "no_face"),
        new("unreadable", "Unreadable", photo => photo.Verdict == "unreadable"),
        new("mine", "Decided by me", photo => photo.Decision is not null),
        new("test", "Held out to measure", photo => photo.Split == "test" && photo.IsAccepted),
    ];
}

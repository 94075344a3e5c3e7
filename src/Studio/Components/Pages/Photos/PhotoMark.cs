using MudBlazor;
using MyStyle.Engine.Curation;
using MyStyle.Studio.Photos;

namespace MyStyle.Studio.Components.Pages.Photos;

/// <summary>How a photo's standing is drawn and said.</summary>
internal static class PhotoMark
{
    public static (string Icon, string Class, string Words) Of(PhotoView photo) => photo.Standing switch
    {
        PhotoStanding.New => (Icons.Material.Filled.HourglassEmpty, "new", "not looked at yet"),
        PhotoStanding.Accepted => (Icons.Material.Filled.Check, "accepted", "accepted"),
        PhotoStanding.ToLookAt => (Icons.Material.Filled.Visibility, "look", photo.IsAccepted ? "accepted, worth a look" : "left out by a hair"),
        _ => (Icons.Material.Filled.Close, "left-out", "left out"),
    };

    public static string Verdict(string? verdict) => verdict switch
    {
        null => "Not looked at yet",
        "accept" => "Accepted",
        "unreadable" => "Unreadable",
        "no_face" => "No face found",
        "too_small" => "Face too small",
        "grayscale" => "Without colour",
        "low_quality" => "Blurred, dark or blocky",
        "wrong_identity" => "Not this person",
        "extreme_pose" => "Turned too far away",
        "duplicate" => "Nearly the same as another",
        "rejected" => "Left out by you",
        _ => verdict,
    };

    public static string? Decision(UserDecision? decision) => decision switch
    {
        UserDecision.Keep => "You kept it",
        UserDecision.Reject => "You left it out",
        UserDecision.IsPerson => "You said: this is me",
        UserDecision.NotPerson => "You said: somebody else",
        _ => null,
    };
}

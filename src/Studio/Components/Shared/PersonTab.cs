namespace MyStyle.Studio.Components.Shared;

/// <summary>A page of a person.</summary>
/// <param name="Key">Its part of the address.</param>
/// <param name="Title">What it is called.</param>
public sealed record PersonTab(string Key, string Title)
{
    /// <summary>All of them, in the order they are used.</summary>
    public static IReadOnlyList<PersonTab> All { get; } =
    [
        new("photos", "Photos"), new("train", "Train"), new("studio", "Studio"), new("explore", "Explore"), new("results", "Results"),
        new("directions", "Directions"), new("measure", "Measure"),
    ];

    /// <summary>Where it is.</summary>
    public string Address(Guid person) => $"/people/{person}/{Key}";
}

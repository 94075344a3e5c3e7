namespace MyStyle.Studio.Settings;

/// <summary>What the user chose.</summary>
public sealed record Preferences
{
    /// <summary>
    /// Whether downloads say inside the file that they are generated, and how (IPTC digital source type and the parameters).
    /// </summary>
    public bool DownloadsCarryProvenance { get; init; } = true;

    /// <summary>Whether the hint for the first minute is not wanted any more.</summary>
    public bool IsFirstMinuteDismissed { get; init; }
}

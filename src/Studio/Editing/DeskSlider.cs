using MessagePack;

namespace MyStyle.Studio.Editing;

/// <summary>One slider as the browser sends it.</summary>
[MessagePackObject]
public sealed record DeskSlider
{
    /// <summary>The direction.</summary>
    [Key("id")]
    public required string Id { get; init; }

    /// <summary>How far along it.</summary>
    [Key("theta")]
    public required double Theta { get; init; }
}

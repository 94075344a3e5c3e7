using MessagePack;

namespace MyStyle.Studio.Editing;

/// <summary>A slider's track as the browser draws it.</summary>
[MessagePackObject]
public sealed record DeskTrack
{
    /// <summary>The direction.</summary>
    [Key("id")]
    public required string Id { get; init; }

    /// <summary>Least theta inside the allowed hull; null if none is.</summary>
    [Key("lower")]
    public double? Lower { get; init; }

    /// <summary>Greatest theta inside.</summary>
    [Key("upper")]
    public double? Upper { get; init; }

    /// <summary>Theta at the track's ends.</summary>
    [Key("reach")]
    public required double Reach { get; init; }

    /// <summary>Between the direction and its projection into the person's space.</summary>
    [Key("cosine")]
    public required double Cosine { get; init; }

    /// <summary>Dilation needed at evenly spaced thetas from -reach to reach.</summary>
    [Key("dilations")]
    public required IReadOnlyList<double> Dilations { get; init; }
}

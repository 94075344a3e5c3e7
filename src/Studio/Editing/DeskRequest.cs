using MessagePack;

namespace MyStyle.Studio.Editing;

/// <summary>How the edit desk stands, as the browser sends it whenever a slider moved and the last answer is there.</summary>
[MessagePackObject]
public sealed record DeskRequest
{
    /// <summary>Counts the requests of one desk; the answer carries it back.</summary>
    [Key("seq")]
    public required long Sequence { get; init; }

    /// <summary>The person.</summary>
    [Key("person")]
    public required string Person { get; init; }

    /// <summary>The generator.</summary>
    [Key("generator")]
    public required string Generator { get; init; }

    /// <summary>The code; null starts from the middle of the anchors.</summary>
    [Key("code")]
    public string? Code { get; init; }

    /// <summary>The sliders.</summary>
    [Key("sliders")]
    public IReadOnlyList<DeskSlider> Sliders { get; init; } = [];

    /// <summary>Allowed dilation; null for unbounded.</summary>
    [Key("beta")]
    public double? Beta { get; init; }

    /// <summary>stop, continue or project.</summary>
    [Key("policy")]
    public required string Policy { get; init; }

    /// <summary>Rows of anchors that are left out.</summary>
    [Key("leftOut")]
    public IReadOnlyList<int> LeftOut { get; init; } = [];

    /// <summary>Whether identity is measured.</summary>
    [Key("identity")]
    public bool WithIdentity { get; init; }

    /// <summary>Whether the tracks are wanted.</summary>
    [Key("tracks")]
    public bool WithTracks { get; init; }

    /// <summary>Longest side of the frame; 0 for full size.</summary>
    [Key("side")]
    public int MaxSide { get; init; }
}

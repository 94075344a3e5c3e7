using MessagePack;

namespace MyStyle.Studio.Editing;

/// <summary>An edited picture with its readouts, as the browser gets it.</summary>
[MessagePackObject]
public sealed record DeskAnswer
{
    /// <summary>The request it answers.</summary>
    [Key("seq")]
    public required long Sequence { get; init; }

    /// <summary>Why there is no picture: a sentence; null if there is one.</summary>
    [Key("problem")]
    public string? Problem { get; init; }

    /// <summary>Media type of the picture.</summary>
    [Key("type")]
    public string MediaType { get; init; } = "";

    /// <summary>The picture; null if a newer request took this one's place.</summary>
    [Key("bytes")]
    public byte[]? Bytes { get; init; }

    /// <summary>The dilation the sliders ask for.</summary>
    [Key("required")]
    public double RequiredBeta { get; init; }

    /// <summary>The dilation the picture needs.</summary>
    [Key("effective")]
    public double EffectiveBeta { get; init; }

    /// <summary>inside, outside, stopped or projected.</summary>
    [Key("outcome")]
    public string Outcome { get; init; } = "";

    /// <summary>How much of the way was gone, 0 to 1.</summary>
    [Key("share")]
    public double AppliedShare { get; init; } = 1;

    /// <summary>Cosine to the nearest reference photo; null if not measured.</summary>
    [Key("id")]
    public double? Identity { get; init; }

    /// <summary>Which photo that is.</summary>
    [Key("nearest")]
    public string? NearestPhoto { get; init; }

    /// <summary>Rows of the anchors that carry it.</summary>
    [Key("anchors")]
    public IReadOnlyList<int> Anchors { get; init; } = [];

    /// <summary>Their photos.</summary>
    [Key("names")]
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Their shares.</summary>
    [Key("shares")]
    public IReadOnlyList<double> Shares { get; init; } = [];

    /// <summary>The tracks; empty if not asked for.</summary>
    [Key("tracks")]
    public IReadOnlyList<DeskTrack> Tracks { get; init; } = [];

    /// <summary>Time on the engine thread, in milliseconds.</summary>
    [Key("ms")]
    public double EngineMilliseconds { get; init; }
}

using MessagePack;

namespace MyStyle.Studio.Exploring;

/// <summary>A point of the hull as the browser gets it.</summary>
[MessagePackObject]
public sealed record PointReply
{
    /// <summary>The request it answers.</summary>
    [Key("seq")]
    public required long Sequence { get; init; }

    /// <summary>Why there is no picture: a sentence.</summary>
    [Key("problem")]
    public string? Problem { get; init; }

    /// <summary>Media type of the picture.</summary>
    [Key("type")]
    public string MediaType { get; init; } = "";

    /// <summary>The picture; null if a newer request took this one's place.</summary>
    [Key("bytes")]
    public byte[]? Bytes { get; init; }

    /// <summary>Where it lies on the map.</summary>
    [Key("x")]
    public double X { get; init; }

    /// <summary>Where it lies on the map.</summary>
    [Key("y")]
    public double Y { get; init; }

    /// <summary>The dilation it needs.</summary>
    [Key("effective")]
    public double EffectiveBeta { get; init; }

    /// <summary>Cosine to the nearest reference photo; null if not measured.</summary>
    [Key("id")]
    public double? Identity { get; init; }

    /// <summary>Which photo that is.</summary>
    [Key("nearest")]
    public string? NearestPhoto { get; init; }

    /// <summary>Rows of the anchors that carry it.</summary>
    [Key("anchors")]
    public IReadOnlyList<int> Anchors { get; init; } = [];

    /// <summary>Their shares.</summary>
    [Key("shares")]
    public IReadOnlyList<double> Shares { get; init; } = [];

    /// <summary>Time on the engine thread, in milliseconds.</summary>
    [Key("ms")]
    public double EngineMilliseconds { get; init; }
}

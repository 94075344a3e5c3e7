using MessagePack;

namespace MyStyle.Studio.Exploring;

/// <summary>A point of the hull as the browser asks for it while it is dragged.</summary>
[MessagePackObject]
public sealed record PointRequest
{
    /// <summary>Counts the requests of one page; the answer carries it back.</summary>
    [Key("seq")]
    public required long Sequence { get; init; }

    /// <summary>The person.</summary>
    [Key("person")]
    public required string Person { get; init; }

    /// <summary>The generator.</summary>
    [Key("generator")]
    public required string Generator { get; init; }

    /// <summary>A place on the map, x and y; null for a walk.</summary>
    [Key("place")]
    public IReadOnlyList<double>? Place { get; init; }

    /// <summary>The walk's stations, as rows of anchors.</summary>
    [Key("anchors")]
    public IReadOnlyList<int> Anchors { get; init; } = [];

    /// <summary>Where on the walk.</summary>
    [Key("t")]
    public double Along { get; init; }

    /// <summary>Allowed dilation.</summary>
    [Key("beta")]
    public double Beta { get; init; }

    /// <summary>Whether identity is measured.</summary>
    [Key("identity")]
    public bool WithIdentity { get; init; }

    /// <summary>Longest side of the frame; 0 for full size.</summary>
    [Key("side")]
    public int MaxSide { get; init; }
}

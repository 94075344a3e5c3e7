using MessagePack;

namespace MyStyle.Studio.Streaming;

/// <summary>
/// One picture of a running job as the hub sends it. Keys are short: many go over the wire. <c>WallPhoto</c> and <c>WallBefore</c> are sent
/// once when a viewer joins.
/// </summary>
[MessagePackObject]
public sealed record LiveFrame
{
    /// <summary>The job.</summary>
    [Key("job")]
    public required string Job { get; init; }

    /// <summary>Counts the frames of a job; a viewer drops what is older than what it has.</summary>
    [Key("seq")]
    public required long Sequence { get; init; }

    /// <summary>Which picture of the job: a place on the wall, or a candidate.</summary>
    [Key("place")]
    public required int Place { get; init; }

    /// <summary>now, photo or before.</summary>
    [Key("role")]
    public required string Role { get; init; }

    /// <summary>The photo's name, or the candidate in words.</summary>
    [Key("name")]
    public required string Name { get; init; }

    /// <summary>Steps taken.</summary>
    [Key("step")]
    public required long Step { get; init; }

    /// <summary>Perceptual distance; null if not measured.</summary>
    [Key("lpips")]
    public double? Lpips { get; init; }

    /// <summary>Cosine to the nearest reference photo, of a frame shortly before if this one was not measured; null if none was.</summary>
    [Key("id")]
    public double? Identity { get; init; }

    /// <summary>Allowed dilation; null for unbounded or none.</summary>
    [Key("beta")]
    public double? AllowedBeta { get; init; }

    /// <summary>The dilation the code needs.</summary>
    [Key("effective")]
    public double? EffectiveBeta { get; init; }

    /// <summary>The anchors that carry it: names.</summary>
    [Key("carriers")]
    public IReadOnlyList<string> Carriers { get; init; } = [];

    /// <summary>And their shares.</summary>
    [Key("shares")]
    public IReadOnlyList<double> Shares { get; init; } = [];

    /// <summary>image/jpeg or image/webp.</summary>
    [Key("type")]
    public required string MediaType { get; init; }

    /// <summary>The picture.</summary>
    [Key("bytes")]
    public required byte[] Bytes { get; init; }
}

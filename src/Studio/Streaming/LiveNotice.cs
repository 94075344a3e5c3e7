using MessagePack;

namespace MyStyle.Studio.Streaming;

/// <summary>The list of jobs changed: one was added, moved, removed, or changed its state.</summary>
[MessagePackObject]
public sealed record LiveNotice
{
    /// <summary>Which job.</summary>
    [Key("job")]
    public required string Job { get; init; }

    /// <summary>Whose; null for none.</summary>
    [Key("person")]
    public string? Person { get; init; }
}

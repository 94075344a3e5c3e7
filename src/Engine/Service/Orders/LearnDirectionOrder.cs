namespace MyStyle.Engine.Service.Orders;

/// <summary>Learns a direction of W for one person, from two groups of photos or from an attribute.</summary>
public sealed record LearnDirectionOrder : EngineOrder
{
    /// <summary>The trained person's folder.</summary>
    public required string PersonFolder { get; init; }

    /// <summary>What the direction is called.</summary>
    public required string Name { get; init; }

    /// <summary>Aligned photos that have it; empty when <see cref="Attribute"/> is given.</summary>
    public IReadOnlyList<PhotoFile> With { get; init; } = [];

    /// <summary>Aligned photos that have it not.</summary>
    public IReadOnlyList<PhotoFile> Without { get; init; } = [];

    /// <summary>yaw, pitch or smile, read off pictures that the person's generator makes; null to use the groups.</summary>
    public string? Attribute { get; init; }

    /// <summary>Pictures made for an attribute.</summary>
    public int Samples { get; init; } = 200;

    /// <summary>Fixes the samples.</summary>
    public ulong Seed { get; init; }
}

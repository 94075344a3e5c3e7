namespace MyStyle.Engine.Service.Orders;

/// <summary>Makes a person of photos (3.1): anchors, then tuning. The person's folder is the output folder's <c>person</c>.</summary>
public sealed record TrainOrder : EngineOrder
{
    /// <summary>The person's name.</summary>
    public required string Name { get; init; }

    /// <summary>The reference set, aligned at the prior's resolution.</summary>
    public required IReadOnlyList<PhotoFile> Photos { get; init; }

    /// <summary>Photos that only measure.</summary>
    public IReadOnlyList<PhotoFile> HeldOut { get; init; } = [];

    /// <summary>The prior, by catalogue name or path.</summary>
    public required string Prior { get; init; }

    /// <summary>The W encoder; null takes the prior's own, or optimises.</summary>
    public string? Encoder { get; init; }

    /// <summary>Visits of every photo.</summary>
    public int Passes { get; init; } = 24;

    /// <summary>Photos a step.</summary>
    public int BatchSize { get; init; } = 4;

    /// <summary>Adam's step size at the start.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Weight of L2 beside LPIPS in eq. 1.</summary>
    public double L2Weight { get; init; } = 1;

    /// <summary>Passes without progress on the held-out photos after which the tuning ends; null never ends it early.</summary>
    public int? Patience { get; init; }

    /// <summary>Fixes the order of the photos.</summary>
    public ulong Seed { get; init; } = 2;

    /// <summary>Where checkpoints are written and looked for.</summary>
    public required string CheckpointFolder { get; init; }

    /// <summary>Passes between two checkpoints.</summary>
    public int CheckpointPasses { get; init; } = 2;

    /// <summary>How many photos are shown while it runs: the wall's places.</summary>
    public int Wall { get; init; } = 12;
}

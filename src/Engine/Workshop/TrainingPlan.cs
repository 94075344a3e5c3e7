using MyStyle.Engine.People;
using MyStyle.Engine.Tuning;

namespace MyStyle.Engine.Workshop;

/// <summary>What a training makes of what.</summary>
public sealed record TrainingPlan
{
    /// <summary>The person's name.</summary>
    public required string Name { get; init; }

    /// <summary>The reference set, aligned, at the prior's resolution, in an order that stays.</summary>
    public required IReadOnlyList<NamedPhoto> Photos { get; init; }

    /// <summary>Photos kept out of the tuning to judge it by; may be empty.</summary>
    public IReadOnlyList<NamedPhoto> HeldOut { get; init; } = [];

    /// <summary>How to tune.</summary>
    public TuningOptions Tuning { get; init; } = new();

    /// <summary>Passes without progress on the held-out photos that end the training early; null never ends it early.</summary>
    public int? Patience { get; init; }

    /// <summary>How the tuned weights are kept.</summary>
    public WeightPrecision Precision { get; init; } = WeightPrecision.Float16;
}

using MyStyle.Engine.Optimisation;

namespace MyStyle.Engine.Tuning;

/// <summary>How a generator is tuned (section 3.1, B.3).</summary>
public sealed record TuningOptions
{
    /// <summary>How often every photo is visited. The reference implementation takes 1000.</summary>
    public int Passes { get; init; } = 24;

    /// <summary>Photos an optimiser step; 1 in the reference.</summary>
    public int BatchSize { get; init; } = 4;

    /// <summary>Adam's step size at the start; 3e-4 in the reference, for batches of one.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How the step size goes over the run.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>lambda of eq. 1.</summary>
    public double L2Weight { get; init; } = 1;

    /// <summary>Whether every pass visits the photos in an order of its own. The reference keeps one order.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Seed of the orders.</summary>
    public ulong Seed { get; init; } = 2;

    /// <summary>The reference implementation's settings: one photo a step, in order, at a constant rate.</summary>
    public static TuningOptions Reference { get; } = new()
    {
        Passes = 1000,
        BatchSize = 1,
        LearningRate = 3e-4,
        Schedule = LearningRateSchedule.Constant,
        Shuffle = false,
    };
}

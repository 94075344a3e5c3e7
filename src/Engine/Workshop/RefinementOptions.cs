using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Tuning;

namespace MyStyle.Engine.Workshop;

/// <summary>How a generator is refined on one photo (PTI's second stage).</summary>
public sealed record RefinementOptions
{
    /// <summary>Most optimiser steps; 350 in PTI.</summary>
    public int Steps { get; init; } = 200;

    /// <summary>Adam's step size.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>lambda of eq. 1.</summary>
    public double L2Weight { get; init; } = 1;

    /// <summary>The perceptual distance at which the run ends early; 0.06 in PTI.</summary>
    public double StopAt { get; init; } = 0.06;

    /// <summary>The same as a tuning of one photo.</summary>
    internal TuningOptions ToTuning() => new()
    {
        Passes = Steps,
        BatchSize = 1,
        LearningRate = LearningRate,
        L2Weight = L2Weight,
        Schedule = LearningRateSchedule.Constant,
        Shuffle = false,
    };
}

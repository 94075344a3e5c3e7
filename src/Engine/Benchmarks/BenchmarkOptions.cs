using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Benchmarks;

/// <summary>What is measured, and for how long.</summary>
public sealed record BenchmarkOptions
{
    /// <summary>Side of the pictures in pixels: a power of two from 8 on. The network has config-f's widths and random weights.</summary>
    public int Resolution { get; init; } = 1024;

    /// <summary>A generator to measure instead, with the resolution it has; null for random weights.</summary>
    public GeneratorWeights? Prior { get; init; }

    /// <summary>Pictures a pass, for everything that runs in batches.</summary>
    public IReadOnlyList<int> Batches { get; init; } = [1, 8];

    /// <summary>Photos of the tuning and anchors of the hull.</summary>
    public int Anchors { get; init; } = 100;

    /// <summary>Runs that are not counted.</summary>
    public int WarmUp { get; init; } = 5;

    /// <summary>Most runs that are.</summary>
    public int Runs { get; init; } = 100;

    /// <summary>After this many seconds of counted runs (and three of them) a measurement ends.</summary>
    public double Seconds { get; init; } = 5;

    /// <summary>Parts to measure, of <see cref="SpeedBenchmark.Parts"/>; empty for all.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Devices to measure side by side; fewer than two leaves that out.</summary>
    public IReadOnlyList<EngineDevice> Devices { get; init; } = [];

    /// <summary>A folder of photos for the curation; null leaves it out.</summary>
    public string? Photos { get; init; }
}

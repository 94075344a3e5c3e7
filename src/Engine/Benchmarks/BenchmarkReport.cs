namespace MyStyle.Engine.Benchmarks;

/// <summary>What was measured, on what.</summary>
public sealed record BenchmarkReport
{
    /// <summary>Which program: <c>mystyle</c>, or the reference script beside it.</summary>
    public string Program { get; init; } = "mystyle";

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedUtc { get; init; }

    /// <summary>The processor, or the CUDA device with the processor behind it.</summary>
    public required string Machine { get; init; }

    /// <summary><c>cpu</c> or <c>cuda:N</c>.</summary>
    public required string Device { get; init; }

    /// <summary>libtorch's version.</summary>
    public required string LibTorch { get; init; }

    /// <summary><c>fp32</c>, <c>tf32</c> or <c>bf16</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Whose kernels stand between the convolutions: <c>own</c>, or <c>libtorch</c> with the reason; null on a CPU.</summary>
    public string? Kernels { get; init; }

    /// <summary>Threads for tensor work on the CPU.</summary>
    public required int Threads { get; init; }

    /// <summary>Side of the pictures in pixels.</summary>
    public required int Resolution { get; init; }

    /// <summary>Photos of the tuning and anchors of the hull.</summary>
    public required int Anchors { get; init; }

    /// <summary>Weights that tuning moves.</summary>
    public required long Parameters { get; init; }

    /// <summary>10^9 multiply-adds of one picture's way through the synthesis network's convolutions.</summary>
    public required double GigaMultiplyAdds { get; init; }

    /// <summary>The measurements, in order.</summary>
    public required IReadOnlyList<BenchmarkItem> Items { get; init; }

    /// <summary>Largest resident memory of the process, in bytes.</summary>
    public required long PeakMemory { get; init; }

    /// <summary>Memory in use on the CUDA device at the end, in bytes, everybody's; libtorch's allocator gives none back, so this is its peak. Null on the CPU.</summary>
    public long? DeviceMemory { get; init; }
}

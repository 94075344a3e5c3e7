namespace MyStyle.Engine.Benchmarks;

/// <summary>One thing measured.</summary>
/// <param name="Name">What ran.</param>
/// <param name="Batch">Pictures a run.</param>
/// <param name="Milliseconds">Median of a run.</param>
/// <param name="Fastest">The shortest run, in milliseconds.</param>
/// <param name="Runs">Runs that count.</param>
/// <param name="ProcessorMilliseconds">Mean time of all threads together in a run: what it costs beside other programs too, where the median says little.</param>
/// <param name="GigaPerSecond">What a run got through by arithmetic: 10^9 operations, or bytes for a copy; null where nothing was counted.</param>
public sealed record BenchmarkItem(
    string Name, int Batch, double Milliseconds, double Fastest, int Runs, double ProcessorMilliseconds, double? GigaPerSecond = null)
{
    /// <summary>Median milliseconds a picture.</summary>
    public double PerPicture => Milliseconds / Batch;
}

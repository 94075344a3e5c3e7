using System.Diagnostics;

namespace MyStyle.Engine.Curation;

/// <summary>Adds up how long each stage took, over all threads.</summary>
internal sealed class StageClock
{
    private readonly long[] _ticks = new long[Enum.GetValues<Stage>().Length];

    /// <summary>Adds the time since <paramref name="start"/> to a stage; returns now.</summary>
    public long Add(Stage stage, long start)
    {
        long now = Stopwatch.GetTimestamp();
        Interlocked.Add(ref _ticks[(int)stage], now - start);
        return now;
    }

    public TimeSpan this[Stage stage] => TimeSpan.FromSeconds(_ticks[(int)stage] / (double)Stopwatch.Frequency);
}

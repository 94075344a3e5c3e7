using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace MyStyle.Engine.Benchmarks;

/// <summary>Times what runs on a device: waits for the device before and after every run, and takes the median of many.</summary>
internal sealed class BenchmarkClock(Device device, BenchmarkOptions options, CancellationToken cancellation)
{
    private const int FewestRuns = 3;

    private readonly List<BenchmarkItem> _items = [];

    /// <summary>What was measured so far.</summary>
    public IReadOnlyList<BenchmarkItem> Items => _items;

    /// <summary>Takes what was measured elsewhere.</summary>
    public void Add(BenchmarkItem item) => _items.Add(item);

    /// <summary>Measures one thing.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="batch">Pictures a run.</param>
    /// <param name="run">One run; what it leaves in its dispose scope is freed before the clock stops.</param>
    /// <param name="giga">10^9 operations, or bytes, of a run.</param>
    /// <param name="prepare">What every run needs and does not count.</param>
    public void Measure(string name, int batch, Action run, double? giga = null, Action? prepare = null)
    {
        for (int i = 0; i < options.WarmUp; i++)
        {
            Once(run, prepare);
        }

        var times = new List<double>();
        double seconds = 0;
        double processor = 0;
        while (times.Count < options.Runs && (times.Count < FewestRuns || seconds < options.Seconds))
        {
            (double time, double work) = Once(run, prepare);
            times.Add(time);
            processor += work;
            seconds += time / 1000;
        }

        times.Sort();
        double median = times.Count % 2 == 1 ? times[times.Count / 2] : (times[(times.Count / 2) - 1] + times[times.Count / 2]) / 2;
        _items.Add(new BenchmarkItem(name, batch, median, times[0], times.Count, processor / times.Count, giga / median * 1000));
    }

    private (double Milliseconds, double Processor) Once(Action run, Action? prepare)
    {
        cancellation.ThrowIfCancellationRequested();
        prepare?.Invoke();
        Synchronise();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        using (NewDisposeScope())
        {
            run();
        }

        Synchronise();
        double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (time, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    }

    private void Synchronise()
    {
        if (device.type == DeviceType.CUDA)
        {
            cuda.synchronize(device);
        }
    }
}

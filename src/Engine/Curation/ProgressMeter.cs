using System.Diagnostics;

namespace MyStyle.Engine.Curation;

/// <summary>Counts finished photos of several workers and estimates the time left from those that had to be computed.</summary>
internal sealed class ProgressMeter
{
    private readonly Lock _lock = new();
    private readonly int _total;
    private readonly IProgress<CurationProgress>? _progress;
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _done;

    public ProgressMeter(int total, IProgress<CurationProgress>? progress)
    {
        _total = total;
        _progress = progress;
    }

    public int Reused { get; private set; }

    public void Finished(string file, bool reused)
    {
        CurationProgress state;
        lock (_lock)
        {
            _done++;
            Reused += reused ? 1 : 0;
            int computed = _done - Reused;
            double seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
            double rate = computed > 0 && seconds > 0 ? computed / seconds : 0;
            state = new CurationProgress(_done, _total, Reused, rate, rate > 0 ? TimeSpan.FromSeconds((_total - _done) / rate) : null, file);
        }

        _progress?.Report(state);
    }
}

namespace MyStyle.Studio.Jobs;

/// <summary>Steps a second over the last ten seconds or so.</summary>
/// <param name="time">The clock.</param>
internal sealed class RateMeter(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Queue<(long At, long Step)> _steps = [];
    private (long At, long Step) _last;

    /// <summary>Steps a second; null before the second step.</summary>
    public double? Rate { get; private set; }

    /// <summary>A step was taken.</summary>
    public void Add(long step)
    {
        if (_steps.Count > 0 && step < _last.Step)
        {
            Reset();
        }

        _last = (time.GetTimestamp(), step);
        _steps.Enqueue(_last);
        // Steps that take longer than the window still have a rate: two of them always stay.
        while (_steps.Count > 2 && time.GetElapsedTime(_steps.Peek().At, _last.At) > Window)
        {
            _steps.Dequeue();
        }

        double seconds = time.GetElapsedTime(_steps.Peek().At, _last.At).TotalSeconds;
        if (seconds > 0 && _last.Step > _steps.Peek().Step)
        {
            Rate = (_last.Step - _steps.Peek().Step) / seconds;
        }
    }

    /// <summary>What was measured does not hold any more: the job was held.</summary>
    public void Reset()
    {
        _steps.Clear();
        Rate = null;
    }
}

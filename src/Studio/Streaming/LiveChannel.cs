using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MyStyle.Studio.Streaming;

/// <summary>
/// What one job shows. Everything has a version that counts up; a viewer knows the last one it saw and takes the oldest that is newer, so
/// that nothing is queued for anybody and every place gets its turn however slow the viewer is.
/// </summary>
internal sealed class LiveChannel
{
    /// <summary>Points of a curve that are held.</summary>
    public const int MostPoints = 400;

    private readonly Lock _gate = new();
    private readonly Dictionary<(int Place, string Role), (long Version, LiveFrame Frame)> _frames = [];
    private readonly ThinnedCurve<(long Version, double[] Values)> _points = new(MostPoints, point => (long)point.Values[0]);
    private readonly ThinnedCurve<(long Version, double[] Values)> _probes = new(MostPoints, probe => (long)probe.Values[0]);
    private (long Version, double[] Values)? _newest;
    private LiveProgress? _progress;
    private long _progressVersion;
    private long _version;
    private bool _ended;
    private TaskCompletionSource? _pulse;

    /// <summary>Whether the job came to an end.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_gate)
            {
                return _ended;
            }
        }
    }

    /// <summary>Shows a frame, unless a newer one of its place is there.</summary>
    public void Publish(LiveFrame frame) => Change(() =>
    {
        if (!_frames.TryGetValue((frame.Place, frame.Role), out (long Version, LiveFrame Frame) older) || older.Frame.Sequence < frame.Sequence)
        {
            _frames[(frame.Place, frame.Role)] = (++_version, frame);
        }
    });

    /// <summary>Tells how the job stands; its points are added to those that are known.</summary>
    /// <param name="progress">How it stands.</param>
    /// <param name="isLast">Whether nothing will follow.</param>
    public void Publish(LiveProgress progress, bool isLast) => Change(() =>
    {
        _version++;
        foreach (double[] point in progress.Points)
        {
            _newest = (_version, point);
            _points.Add((_version, point));
        }

        foreach (double[] probe in progress.Probes)
        {
            _probes.Add((_version, probe));
        }

        _progress = progress;
        _progressVersion = _version;
        _ended = isLast;
    });

    /// <summary>Nothing more will come.</summary>
    public void End() => Change(() => _ended = true);

    /// <summary>The newest frame of every place, then each as it comes, to the end.</summary>
    public async IAsyncEnumerable<LiveFrame> FramesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        long seen = 0;
        while (true)
        {
            if (TryTakeFrame(ref seen, out LiveFrame? frame, out Task? next))
            {
                yield return frame;
            }
            else if (next is null)
            {
                yield break;
            }
            else
            {
                await next.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>How the job stands with all that is known, then each change, to the end.</summary>
    public async IAsyncEnumerable<LiveProgress> ProgressAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        long seen = 0;
        while (true)
        {
            if (TryTakeProgress(ref seen, out LiveProgress? progress, out Task? next))
            {
                yield return progress;
            }
            else if (next is null)
            {
                yield break;
            }
            else
            {
                await next.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
    }

    private bool TryTakeFrame(ref long seen, [NotNullWhen(true)] out LiveFrame? frame, out Task? next)
    {
        lock (_gate)
        {
            (long Version, LiveFrame Frame)? oldest = null;
            foreach ((long Version, LiveFrame Frame) held in _frames.Values)
            {
                if (held.Version > seen && (oldest is null || held.Version < oldest.Value.Version))
                {
                    oldest = held;
                }
            }

            if (oldest is { } found)
            {
                (seen, frame, next) = (found.Version, found.Frame, null);
                return true;
            }

            (frame, next) = (null, NextChange());
            return false;
        }
    }

    private bool TryTakeProgress(ref long seen, [NotNullWhen(true)] out LiveProgress? progress, out Task? next)
    {
        lock (_gate)
        {
            progress = null;
            next = null;
            if (_progress is null || _progressVersion <= seen)
            {
                next = NextChange();
                return false;
            }

            long since = seen;
            List<double[]> points = [.. _points.Points.Where(point => point.Version > since).Select(point => point.Values)];
            // The newest is told even where the curve is too dense to keep it: readouts show it.
            if (_newest is { } newest && newest.Version > since && (points.Count == 0 || points[^1][0] < newest.Values[0]))
            {
                points.Add(newest.Values);
            }

            progress = _progress with
            {
                Points = points,
                Probes = [.. _probes.Points.Where(probe => probe.Version > since).Select(probe => probe.Values)],
            };
            seen = _progressVersion;
            return true;
        }
    }

    /// <summary>Inside the lock: ends with the next change; null if none will come.</summary>
    private Task? NextChange()
    {
        if (_ended)
        {
            return null;
        }

        _pulse ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _pulse.Task;
    }

    private void Change(Action change)
    {
        TaskCompletionSource? pulse;
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            change();
            pulse = _pulse;
            _pulse = null;
        }

        pulse?.TrySetResult();
    }
}

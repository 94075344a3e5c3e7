using MyStyle.Studio.Data;

namespace MyStyle.Studio.Jobs;


/// <summary>A job that the engine has at hand: running, or held with its state in memory. Safe to use from any thread.</summary>
internal sealed class RunningJob : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private readonly RateMeter _meter;
    private JobView _view;
    private double _seconds;
    private long _since;
    private bool _isHeld;

    /// <summary>Takes a job that was claimed.</summary>
    public RunningJob(JobView view, TimeProvider time)
    {
        _view = view with { State = JobState.Running };
        _seconds = view.Seconds;
        _time = time;
        _meter = new RateMeter(time);
        _since = time.GetTimestamp();
    }

    /// <summary>Which job.</summary>
    public Guid Id => _view.Id;

    /// <summary>Whose.</summary>
    public Guid Person => _view.Person ?? Guid.Empty;

    /// <summary>What it does.</summary>
    public JobKind Kind => _view.Kind;

    /// <summary>How the feed and the engine call it.</summary>
    public string Key => Streaming.LiveHub.Key(Id);

    /// <summary>Ends with the run.</summary>
    public Task Completed => _completed.Task;

    /// <summary>Fires when the run is to end early.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Why it is to end early. Changes under the queue's gate only.</summary>
    public EndReason Reason { get; private set; }

    /// <summary>Whether its outcome is being taken over: it is too late to cancel. Changes under the queue's gate only.</summary>
    public bool IsTakingOver { get; set; }

    /// <summary>Whether it is held between two steps. Changes under the queue's gate only.</summary>
    public bool IsHeld
    {
        get => _isHeld;
        set
        {
            lock (_gate)
            {
                if (_isHeld == value)
                {
                    return;
                }

                _seconds = Seconds;
                _since = _time.GetTimestamp();
                _isHeld = value;
                _meter.Reset();
                _view = _view with { State = value ? JobState.Paused : JobState.Running };
            }
        }
    }

    /// <summary>Whether it takes one of the places among those that run.</summary>
    public bool IsActive => !IsHeld && Reason == EndReason.None;

    /// <summary>The job as it stands.</summary>
    public JobView View
    {
        get
        {
            lock (_gate)
            {
                double? rate = _isHeld ? null : _meter.Rate;
                long left = _view.TotalSteps - _view.Step;
                return _view with
                {
                    StepsPerSecond = rate,
                    Remaining = rate > 0 && left >= 0 ? TimeSpan.FromSeconds(Math.Min(left / rate.Value, TimeSpan.FromDays(999).TotalSeconds)) : null,
                    Seconds = Seconds,
                };
            }
        }
    }

    private double Seconds => _seconds + (_isHeld ? 0 : _time.GetElapsedTime(_since).TotalSeconds);

    /// <summary>A step was taken.</summary>
    public void Advance(long step, long total)
    {
        lock (_gate)
        {
            _meter.Add(step);
            _view = _view with { Step = step, TotalSteps = total };
        }
    }

    /// <summary>It does something else now.</summary>
    public void Enter(string phase)
    {
        lock (_gate)
        {
            _view = _view with { Phase = phase };
        }
    }

    /// <summary>A picture that stands for it.</summary>
    public void Show(string thumbnailSha)
    {
        lock (_gate)
        {
            _view = _view with { ThumbnailSha = thumbnailSha };
        }
    }

    /// <summary>Does something unless the run is to end: what is told here comes before the end is told.</summary>
    public void IfOpen(Action act)
    {
        lock (_gate)
        {
            if (Reason == EndReason.None)
            {
                act();
            }
        }
    }

    /// <summary>Ends it early.</summary>
    public void End(EndReason reason)
    {
        lock (_gate)
        {
            if (Reason != EndReason.None)
            {
                return;
            }

            Reason = reason;
        }

        _end.Cancel();
    }

    /// <summary>The run is over.</summary>
    public void Complete() => _completed.TrySetResult();

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();
}

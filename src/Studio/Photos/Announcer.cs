namespace MyStyle.Studio.Photos;

/// <summary>Tells of changes, at most a few times a second an album: hundreds of uploads must not redraw a page hundreds of times.</summary>
/// <param name="time">Measures the pauses.</param>
internal sealed class Announcer(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Pending> _pending = [];

    public event Action<AlbumChange>? Changed;

    /// <summary>Tells soon; what comes within the pause is told together.</summary>
    public void Tell(Guid person, bool isProgress = false)
    {
        lock (_lock)
        {
            if (_pending.TryGetValue(person, out Pending? pending))
            {
                pending.OnlyProgress &= isProgress;
                return;
            }

            pending = new Pending { OnlyProgress = isProgress };
            _pending[person] = pending;
            pending.Timer = time.CreateTimer(_ => Fire(person), null, Pause, Timeout.InfiniteTimeSpan);
        }
    }

    private void Fire(Guid person)
    {
        Pending? pending;
        lock (_lock)
        {
            _pending.Remove(person, out pending);
        }

        pending?.Timer?.Dispose();
        Changed?.Invoke(new AlbumChange(person, pending?.OnlyProgress ?? false));
    }

    private sealed class Pending
    {
        public required bool OnlyProgress { get; set; }

        public ITimer? Timer { get; set; }
    }
}

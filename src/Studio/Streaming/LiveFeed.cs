namespace MyStyle.Studio.Streaming;

/// <summary>The live feed of this process. Of jobs that ended the last few are held, for pages that are opened a little later.</summary>
public sealed class LiveFeed : ILiveFeed
{
    /// <summary>How many ended jobs are held.</summary>
    public const int EndedJobs = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LiveChannel> _channels = new(StringComparer.Ordinal);
    private readonly List<string> _ended = [];

    /// <inheritdoc/>
    public void Publish(LiveFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Channel(frame.Job).Publish(frame);
    }

    /// <inheritdoc/>
    public void Publish(LiveProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        bool isLast = progress.State is "done" or "failed" or "cancelled";
        LiveChannel channel;
        lock (_gate)
        {
            if (!_channels.TryGetValue(progress.Job, out LiveChannel? known) || (known.HasEnded && !isLast))
            {
                // A job that ended and is tried again begins anew.
                _ended.Remove(progress.Job);
                known = _channels[progress.Job] = new LiveChannel();
            }

            channel = known;
            if (isLast)
            {
                Retire(progress.Job);
            }
        }

        channel.Publish(progress, isLast);
    }

    /// <inheritdoc/>
    public bool Has(string job)
    {
        lock (_gate)
        {
            return _channels.ContainsKey(job);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LiveFrame> FramesAsync(string job, CancellationToken cancellation) => Channel(job).FramesAsync(cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<LiveProgress> ProgressAsync(string job, CancellationToken cancellation) => Channel(job).ProgressAsync(cancellation);

    /// <inheritdoc/>
    public void Forget(string job)
    {
        LiveChannel? channel;
        lock (_gate)
        {
            _channels.Remove(job, out channel);
            _ended.Remove(job);
        }

        channel?.End();
    }

    private LiveChannel Channel(string job)
    {
        ArgumentNullException.ThrowIfNull(job);
        lock (_gate)
        {
            if (!_channels.TryGetValue(job, out LiveChannel? channel))
            {
                channel = _channels[job] = new LiveChannel();
            }

            return channel;
        }
    }

    /// <summary>Inside the lock.</summary>
    private void Retire(string job)
    {
        _ended.Remove(job);
        _ended.Add(job);
        while (_ended.Count > EndedJobs)
        {
            _channels.Remove(_ended[0]);
            _ended.RemoveAt(0);
        }
    }
}

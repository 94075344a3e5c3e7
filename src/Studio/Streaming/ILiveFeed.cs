namespace MyStyle.Studio.Streaming;

/// <summary>
/// What running jobs show, held for whoever watches: the newest frame of every place and the curves so far. A new viewer gets all of that
/// first, then what is new; a slow one misses frames and never the newest. Publishing costs nothing but memory when nobody watches.
/// </summary>
public interface ILiveFeed
{
    /// <summary>Shows a frame.</summary>
    void Publish(LiveFrame frame);

    /// <summary>Tells how a job stands.</summary>
    void Publish(LiveProgress progress);

    /// <summary>Frames of a job: the newest of every place first, then each place's newest as it comes. Ends with the job.</summary>
    IAsyncEnumerable<LiveFrame> FramesAsync(string job, CancellationToken cancellation);

    /// <summary>Progress of a job: everything so far first. Ends with the job.</summary>
    IAsyncEnumerable<LiveProgress> ProgressAsync(string job, CancellationToken cancellation);

    /// <summary>Whether anything of a job is held.</summary>
    bool Has(string job);

    /// <summary>Forgets a job that ended; those who watch are told.</summary>
    void Forget(string job);
}

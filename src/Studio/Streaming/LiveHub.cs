using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using MyStyle.Studio.Jobs;

namespace MyStyle.Studio.Streaming;

/// <summary>
/// Running jobs for browsers, at <c>/hub/live</c> in MessagePack. Everything is a stream that the viewer pulls: what the wire does not
/// take is never queued here, so that a slow viewer sees fewer frames and holds up nobody.
/// </summary>
/// <param name="feed">What running jobs show.</param>
/// <param name="history">What is known of jobs that do not run.</param>
/// <param name="jobs">Tells that the list changed.</param>
public sealed class LiveHub(ILiveFeed feed, JobHistory history, IJobs jobs) : Hub
{
    private const int OpenNotices = 64;

    /// <summary>Frames of a job: the newest of every place first, then each place's newest as it comes. Ends with the job.</summary>
    /// <param name="job">The job's id.</param>
    /// <param name="cancellation">The viewer leaves.</param>
    /// <exception cref="HubException">There is no such job.</exception>
    public async IAsyncEnumerable<LiveFrame> Frames(string job, [EnumeratorCancellation] CancellationToken cancellation)
    {
        (string key, LiveProgress past) = await FindAsync(job, cancellation);
        if (IsOver(past) && !feed.Has(key))
        {
            yield break;
        }

        await foreach (LiveFrame frame in feed.FramesAsync(key, cancellation))
        {
            yield return frame;
        }
    }

    /// <summary>Progress of a job: everything so far first. Ends with the job.</summary>
    /// <param name="job">The job's id.</param>
    /// <param name="cancellation">The viewer leaves.</param>
    /// <exception cref="HubException">There is no such job.</exception>
    public async IAsyncEnumerable<LiveProgress> Progress(string job, [EnumeratorCancellation] CancellationToken cancellation)
    {
        (string key, LiveProgress past) = await FindAsync(job, cancellation);
        if (!feed.Has(key))
        {
            yield return past;
            if (IsOver(past))
            {
                yield break;
            }
        }

        await foreach (LiveProgress progress in feed.ProgressAsync(key, cancellation))
        {
            yield return progress;
        }
    }

    /// <summary>Tells that the list of jobs changed; never ends.</summary>
    /// <param name="cancellation">The viewer leaves.</param>
    public async IAsyncEnumerable<LiveNotice> Jobs([EnumeratorCancellation] CancellationToken cancellation)
    {
        var notices = Channel.CreateBounded<LiveNotice>(new BoundedChannelOptions(OpenNotices) { FullMode = BoundedChannelFullMode.DropOldest });
        jobs.Changed += Hear;
        try
        {
            await foreach (LiveNotice notice in notices.Reader.ReadAllAsync(cancellation))
            {
                yield return notice;
            }
        }
        finally
        {
            jobs.Changed -= Hear;
        }

        void Hear(JobChange change)
        {
            if (!change.IsProgress)
            {
                notices.Writer.TryWrite(new LiveNotice { Job = Key(change.Job), Person = change.Person?.ToString() });
            }
        }
    }

    /// <summary>How the feed calls a job.</summary>
    internal static string Key(Guid job) => job.ToString("D", CultureInfo.InvariantCulture);

    private static bool IsOver(LiveProgress progress) => progress.State is "done" or "failed" or "cancelled";

    private async Task<(string Key, LiveProgress Past)> FindAsync(string job, CancellationToken cancellation) =>
        Guid.TryParse(job, out Guid id) && await history.OfAsync(id, cancellation) is { } past
            ? (Key(id), past)
            : throw new HubException("There is no such job any more.");
}

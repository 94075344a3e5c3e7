using System.Globalization;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Updates;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Streaming;

namespace MyStyle.Studio.Jobs;

/// <summary>Keeps the books of one run: what the engine tells goes to who watches at once, and into the database every few seconds.</summary>
internal sealed class JobRecorder : IDisposable
{
    private static readonly TimeSpan BetweenTellings = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenFlushes = TimeSpan.FromSeconds(2);

    private readonly RunningJob _run;
    private readonly JobLedger _ledger;
    private readonly JobBoard _board;
    private readonly ILiveFeed _feed;
    private readonly PictureStore _pictures;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly ITimer _later;
    private readonly List<double[]> _points = [];
    private readonly List<double[]> _probes = [];
    private readonly Dictionary<string, double> _distances = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _worst = [];
    private long _told;
    private long _flushed;
    private long _sequence;
    private bool _hasSteps;
    private bool _inPhase;

    /// <summary>Opens the books and shows the curves so far.</summary>
    public JobRecorder(RunningJob run, JobLedger ledger, JobBoard board, ILiveFeed feed, PictureStore pictures, TimeProvider time)
    {
        (_run, _ledger, _board, _feed, _pictures, _time) = (run, ledger, board, feed, pictures, time);
        _points.AddRange(ledger.Points);
        _probes.AddRange(ledger.Probes);
        _later = time.CreateTimer(_ => Show(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Show();
        _flushed = time.GetTimestamp();
    }

    /// <summary>Name of the photo that is rendered best so far; null if nothing was measured.</summary>
    public string? Best => _distances.Count == 0 ? null : _distances.MinBy(item => item.Value).Key;

    /// <summary>The studio itself does something now.</summary>
    public Task EnterAsync(string phase) => TellAsync(new PhaseUpdate(phase));

    /// <summary>Takes in what the engine tells.</summary>
    /// <exception cref="JobVanishedException">The job is not there any more.</exception>
    public async Task TellAsync(EngineUpdate update)
    {
        bool atOnce;
        TimeSpan since;
        lock (_gate)
        {
            atOnce = Note(update);
            since = _time.GetElapsedTime(_told);
        }

        if (atOnce || since >= BetweenTellings)
        {
            Show();
        }
        else
        {
            // Nothing may follow for a long time, and the last word counts.
            _later.Change(BetweenTellings - since, Timeout.InfiniteTimeSpan);
        }

        if (update is CheckpointUpdate || _time.GetElapsedTime(_flushed) >= BetweenFlushes)
        {
            await FlushAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes everything down.</summary>
    /// <exception cref="JobVanishedException">The job is not there any more.</exception>
    public async Task FlushAsync()
    {
        await _ledger.FlushAsync(_run.View).ConfigureAwait(false);
        _flushed = _time.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Dispose() => _later.Dispose();

    /// <returns>Whether it is to be told at once.</returns>
    private bool Note(EngineUpdate update)
    {
        switch (update)
        {
            case StepUpdate step:
                EndPhase();
                _run.Advance(step.Step, step.TotalSteps);
                _points.Add([step.Step, step.Loss, step.Lpips]);
                _ledger.Add(Event(JobEvents.Step, step.Step, item => (item.Loss, item.Lpips) = (Finite(step.Loss), Finite(step.Lpips))));
                return false;
            case ProbeUpdate probe:
                _worst = probe.Worst;
                _probes.Add([probe.Step, probe.Lpips, probe.Identity ?? double.NaN, probe.HeldOutLpips ?? double.NaN]);
                _ledger.Add(Event(JobEvents.Probe, probe.Step, item =>
                    (item.Lpips, item.Identity, item.HeldOutLpips) = (Finite(probe.Lpips), Finite(probe.Identity), Finite(probe.HeldOutLpips))));
                return true;
            case PhaseUpdate phase:
                return NotePhase(phase);
            case CheckpointUpdate checkpoint:
                _ledger.Add(Event(JobEvents.Checkpoint, checkpoint.Step, _ => { }));
                return false;
            case WallUpdate wall:
                StandFor(wall.Photo);
                Publish(wall.Place, "photo", wall.Name, wall.Photo);
                Publish(wall.Place, "before", wall.Name, wall.Before);
                return false;
            case FrameUpdate frame:
                if (frame.Lpips is { } distance)
                {
                    _distances[frame.Name] = distance;
                }

                Publish(frame);
                return false;
            default:
                return false;
        }
    }

    /// <summary>Steps are taken again: what was done before them is over.</summary>
    private void EndPhase()
    {
        if (!_hasSteps || _inPhase)
        {
            (_hasSteps, _inPhase) = (true, false);
            _run.Enter(_run.Kind switch
            {
                JobKind.Train => "Tuning",
                JobKind.Refine => "Refining",
                JobKind.Invert or JobKind.Inpaint or JobKind.Upscale or JobKind.Restore => "Searching",
                _ => "",
            });
        }
    }

    private bool NotePhase(PhaseUpdate phase)
    {
        _inPhase = true;
        string text = phase.Total > 0 && phase.Done < phase.Total
            ? string.Create(CultureInfo.InvariantCulture, $"{phase.Text}, {phase.Done} of {phase.Total}")
            : phase.Text;
        bool isNew = !_run.View.Phase.StartsWith(phase.Text, StringComparison.Ordinal);
        if (isNew)
        {
            _ledger.Add(Event(JobEvents.Phase, _run.View.Step, item => item.Text = phase.Text));
        }

        _run.Enter(text);
        if (!_hasSteps && (phase.Total > 0 || isNew) && _run.Kind is JobKind.LearnDirection or JobKind.Evaluate)
        {
            // A phase that says no numbers does not stand at those of the one before.
            _run.Advance(phase.Done, phase.Total);
        }

        return isNew;
    }

    /// <summary>A training is shown in lists by its first photo.</summary>
    private void StandFor(FrameBytes photo)
    {
        if (_run.View.ThumbnailSha is null)
        {
            string extension = photo.MediaType switch { "image/png" => ".png", "image/webp" => ".webp", _ => ".jpg" };
            _run.Show(_pictures.Put(_run.Person, photo.Bytes, extension));
        }
    }

    private void Publish(FrameUpdate frame) => Publish(frame.Place, "now", frame.Name, frame.Picture, live => live with
    {
        Step = frame.Step,
        Lpips = frame.Lpips,
        Identity = frame.Identity,
        AllowedBeta = frame.AllowedBeta,
        EffectiveBeta = frame.EffectiveBeta,
        Carriers = [.. frame.Carriers.Select(carrier => carrier.Name)],
        Shares = [.. frame.Carriers.Select(carrier => carrier.Alpha)],
    });

    private void Publish(int place, string role, string name, FrameBytes picture, Func<LiveFrame, LiveFrame>? more = null)
    {
        // Counts on over restarts of the program, so that a page that was open all the time takes the new frames for newer.
        _sequence = Math.Max(_sequence + 1, _time.GetUtcNow().ToUnixTimeMilliseconds());
        var frame = new LiveFrame
        {
            Job = _run.Key,
            Sequence = _sequence,
            Place = place,
            Role = role,
            Name = name,
            Step = _run.View.Step,
            MediaType = picture.MediaType,
            Bytes = picture.Bytes,
        };
        _run.IfOpen(() => _feed.Publish(more is null ? frame : more(frame)));
    }

    private void Show()
    {
        lock (_gate)
        {
            LiveProgress progress = _run.View.ToProgress() with { Points = [.. _points], Probes = [.. _probes], Worst = _worst };
            _points.Clear();
            _probes.Clear();
            _run.IfOpen(() => _feed.Publish(progress));
            _told = _time.GetTimestamp();
        }

        _board.Tell(_run.Id, _run.Person, isProgress: true);
    }

    private JobEventEntity Event(string kind, long step, Action<JobEventEntity> fill)
    {
        var item = new JobEventEntity { JobId = _run.Id, AtUtc = _time.GetUtcNow().UtcDateTime, Kind = kind, Step = step };
        fill(item);
        return item;
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}

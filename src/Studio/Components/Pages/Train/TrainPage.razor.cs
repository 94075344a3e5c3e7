using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using MyStyle.Studio.Components.Shared;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.People;
using MyStyle.Studio.Photos;
using MyStyle.Studio.Streaming;

namespace MyStyle.Studio.Components.Pages.Train;

/// <summary>Making the prior: choose how thorough, and watch it happen or not.</summary>
public sealed partial class TrainPage
{
    private PersonFrame? _frame;
    private bool _isLoaded;
    private bool _starting;
    private bool _hasEnded;
    private bool _measured;
    private bool _largestFirst;
    private double _visit;
    private int _photos;
    private int _heldOut;
    private string _preset = "standard";
    private int _passes = 24;
    private int _batch = 4;
    private double _rate = 1e-3;
    private double _l2 = 1;
    private long _seed = 2;
    private JobView? _running;
    private JobView? _last;
    private IReadOnlyList<string> _worst = [];
    private IReadOnlyList<PhotoView> _album = [];
    private List<GeneratorEntity> _generators = [];
    private IReadOnlyList<JobCheckpoint> _checkpoints = [];
    private Guid? _watched;

    [Inject]
    private IPeople People { get; set; } = null!;

    [Inject]
    private CheckpointShelf Checkpoints { get; set; } = null!;

    [Inject]
    private ILiveFeed Feed { get; set; } = null!;

    [Inject]
    private IDbContextFactory<StudioDb> Databases { get; set; } = null!;

    private static string StateWords(JobView job) => job.State switch
    {
        JobState.Queued => "waits for its turn",
        JobState.Running => "running",
        JobState.Paused => "paused",
        JobState.Done => "done",
        JobState.Failed => "failed",
        _ => "cancelled",
    };

    private Task ProgressAsync(Guid job) => GuardAsync(async () =>
    {
        if (await Jobs.GetAsync(job, Gone) is { } view && !view.State.HasEnded() && _running?.Id == job)
        {
            _running = view;
            StateHasChanged();
        }
    });

    /// <inheritdoc/>
    protected override void Forget() => (_isLoaded, _worst) = (false, []);

    /// <inheritdoc/>
    protected override Task FollowAsync(JobChange change) =>
        change.IsProgress && change.Job == _running?.Id ? ProgressAsync(change.Job) : ReloadAsync();

    /// <inheritdoc/>
    protected override async Task<Action?> ReadAsync()
    {
        AlbumView album = await Photos.GetAsync(Id, Gone);
        IReadOnlyList<JobView> jobs = await Jobs.ListAsync(Id, 20, Gone);
        await using StudioDb db = await Databases.CreateDbContextAsync(Gone);
        List<GeneratorEntity> generators = await db.Generators.AsNoTracking().Where(item => item.PersonId == Id)
            .OrderByDescending(item => item.CreatedUtc).ToListAsync(Gone);
        return () =>
        {
            (_album, _generators) = (album.Photos, generators);
            _photos = album.Photos.Count(photo => photo.IsAccepted && photo.HasAligned && photo.Split != "test");
            _heldOut = album.Photos.Count(photo => photo.IsAccepted && photo.HasAligned && photo.Split == "test");
            Show([.. jobs.Where(job => job.Kind == JobKind.Train)]);
            _isLoaded = true;
            Watch();
        };
    }

    /// <inheritdoc/>
    protected override async Task ShownAsync()
    {
        if (_hasEnded && _frame is not null)
        {
            await _frame.ReloadAsync();
        }
    }

    private void Show(JobView[] trainings)
    {
        bool wasRunning = _running is not null;
        _running = trainings.FirstOrDefault(job => !job.State.HasEnded());
        _hasEnded = wasRunning && _running is null;
        _last = trainings.Where(job => job.State.HasEnded()).MaxBy(job => job.EndedUtc);
        // A finished training has none; nor does one that is waiting to go on.
        _checkpoints = _last is { State: not JobState.Done } stopped ? Checkpoints.List(Id, stopped.Id) : [];
        (_visit, _measured) = TrainingTimes.Visit(trainings);
    }

    /// <summary>Listens to which photos a running training draws badly.</summary>
    private void Watch()
    {
        if (_running is { } job && job.Id != _watched)
        {
            (_watched, _worst) = (job.Id, []);
            _ = WatchAsync(job.Id);
        }
    }

    private Task WatchAsync(Guid job) => GuardAsync(async () =>
    {
        await foreach (LiveProgress progress in Feed.ProgressAsync(job.ToString(), Gone))
        {
            if (_watched != job)
            {
                return;
            }

            if (progress.Worst.Count > 0 && !progress.Worst.SequenceEqual(_worst))
            {
                _worst = progress.Worst;
                await InvokeAsync(StateHasChanged);
            }
        }
    });

    private Task GuardAsync(Func<Task> work) => Snackbar.TryAsync(work);
}

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
public sealed partial class TrainPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private PersonFrame? _frame;
    private bool _isLoaded;
    private bool _starting;
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
    private Guid _loaded;
    private Guid? _watched;
    private int _reading;

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    [Inject]
    private IPhotos Photos { get; set; } = null!;

    [Inject]
    private IPeople People { get; set; } = null!;

    [Inject]
    private CheckpointShelf Checkpoints { get; set; } = null!;

    [Inject]
    private ILiveFeed Feed { get; set; } = null!;

    [Inject]
    private IDbContextFactory<StudioDb> Databases { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    /// <summary>Whose.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Jobs.Changed -= OnJob;
        Photos.Changed -= OnAlbum;
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Jobs.Changed += OnJob;
        Photos.Changed += OnAlbum;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != Id)
        {
            (_loaded, _isLoaded, _worst) = (Id, false, []);
            await ReloadAsync();
        }
    }

    private static string StateWords(JobView job) => job.State switch
    {
        JobState.Queued => "waits for its turn",
        JobState.Running => "running",
        JobState.Paused => "paused",
        JobState.Done => "done",
        JobState.Failed => "failed",
        _ => "cancelled",
    };

    private void OnJob(JobChange change)
    {
        if (change.Person == Id)
        {
            _ = InvokeAsync(() => change.IsProgress && change.Job == _running?.Id ? ProgressAsync(change.Job) : ReloadAsync());
        }
    }

    /// <summary>A curation that ends while the page is open brings the photos to train on.</summary>
    private void OnAlbum(AlbumChange change)
    {
        if (change.Person == Id && !change.IsProgress)
        {
            _ = InvokeAsync(ReloadAsync);
        }
    }

    private Task ProgressAsync(Guid job) => GuardAsync(async () =>
    {
        if (await Jobs.GetAsync(job, _gone.Token) is { } view && !view.State.HasEnded() && _running?.Id == job)
        {
            _running = view;
            StateHasChanged();
        }
    });

    private Task ReloadAsync() => GuardAsync(async () =>
    {
        int reading = ++_reading;
        AlbumView album = await Photos.GetAsync(Id, _gone.Token);
        IReadOnlyList<JobView> jobs = await Jobs.ListAsync(Id, 20, _gone.Token);
        await using StudioDb db = await Databases.CreateDbContextAsync(_gone.Token);
        List<GeneratorEntity> generators = await db.Generators.AsNoTracking().Where(item => item.PersonId == Id)
            .OrderByDescending(item => item.CreatedUtc).ToListAsync(_gone.Token);
        if (reading != _reading)
        {
            return;
        }

        _album = album.Photos;
        _photos = album.Photos.Count(photo => photo.IsAccepted && photo.HasAligned && photo.Split != "test");
        _heldOut = album.Photos.Count(photo => photo.IsAccepted && photo.HasAligned && photo.Split == "test");
        JobView[] trainings = [.. jobs.Where(job => job.Kind == JobKind.Train)];
        bool wasRunning = _running is not null;
        _running = trainings.FirstOrDefault(job => !job.State.HasEnded());
        _last = trainings.Where(job => job.State.HasEnded()).MaxBy(job => job.EndedUtc);
        // A finished training has none; nor does one that is waiting to go on.
        _checkpoints = _last is { State: not JobState.Done } stopped ? Checkpoints.List(Id, stopped.Id) : [];
        (_visit, _measured) = TrainingTimes.Visit(trainings);
        _generators = generators;
        _isLoaded = true;
        if (wasRunning && _running is null && _frame is not null)
        {
            await _frame.ReloadAsync();
        }

        Watch();
        StateHasChanged();
    });

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
        await foreach (LiveProgress progress in Feed.ProgressAsync(job.ToString(), _gone.Token))
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

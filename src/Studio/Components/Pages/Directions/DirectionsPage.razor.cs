using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Components.Shared;
using MyStyle.Studio.Data;
using MyStyle.Studio.Directions;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Photos;

namespace MyStyle.Studio.Components.Pages.Directions;

/// <summary>The sliders: those that go with the prior, and those learned from one's own photos.</summary>
public sealed partial class DirectionsPage : IDisposable
{
    private const int Samples = 200;
    private const int MostJobs = 50;
    private const int LeastOfAGroup = 3;
    private const long LargestFile = 8 << 20;
    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<Guid> _with = [];
    private readonly HashSet<Guid> _without = [];
    private IReadOnlyList<DirectionView> _directions = [];
    private IReadOnlyList<PhotoView> _photos = [];
    private JobView[] _learning = [];
    private string? _failure;
    private DateTime _since;
    private string _name = "";
    private string _attribute = "yaw";
    private bool _fromAttribute;
    private Guid _loaded;
    private int _reading;

    [Inject]
    private DirectionBook Book { get; set; } = null!;

    [Inject]
    private IPhotos Photos { get; set; } = null!;

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    [Inject]
    private IDbContextFactory<StudioDb> Databases { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    /// <summary>Whose.</summary>
    [Parameter]
    public Guid Id { get; set; }

    private bool CanLearn => _name.Trim().Length > 0 && (_fromAttribute || (_with.Count >= LeastOfAGroup && _without.Count >= LeastOfAGroup));

    /// <inheritdoc/>
    public void Dispose()
    {
        Jobs.Changed -= OnJob;
        Book.Changed -= OnBook;
        Photos.Changed -= OnAlbum;
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _since = Time.GetUtcNow().UtcDateTime;
        Jobs.Changed += OnJob;
        Book.Changed += OnBook;
        Photos.Changed += OnAlbum;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != Id)
        {
            (_loaded, _directions, _photos, _name) = (Id, [], [], "");
            _with.Clear();
            _without.Clear();
            await ReloadAsync();
        }
    }

    private static string Source(string source) => source switch
    {
        "bundled" => "the prior",
        "groups" => "two groups of photos",
        "attribute" => "something measured",
        _ => "a file",
    };

    private static string Quality(DirectionView direction) =>
        Finite(direction.Auc) is { } auc ? $"AUC {Words.Figure(auc, "0.00")}, {Words.Figure(direction.Accuracy, "0.00")} right"
        : Finite(direction.Correlation) is { } correlation ? $"r {Words.Figure(correlation, "0.00")}"
        : "–";

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private void OnJob(JobChange change)
    {
        if (change.Person == Id)
        {
            _ = InvokeAsync(change.IsProgress ? FollowAsync : ReloadAsync);
        }
    }

    private void OnBook() => _ = InvokeAsync(ReloadAsync);

    private void OnAlbum(AlbumChange change)
    {
        if (change.Person == Id && !change.IsProgress)
        {
            _ = InvokeAsync(ReloadAsync);
        }
    }

    private Task FollowAsync() => GuardAsync(async () =>
    {
        await ReadJobsAsync();
        StateHasChanged();
    });

    private async Task ReadJobsAsync()
    {
        JobView[] jobs = [.. (await Jobs.ListAsync(Id, MostJobs, _gone.Token)).Where(job => job.Kind == JobKind.LearnDirection)];
        _learning = [.. jobs.Where(job => !job.State.HasEnded())];

        // What failed before this page was opened is told on Jobs.
        JobView? last = jobs.Where(job => job.State.HasEnded()).MaxBy(job => job.EndedUtc);
        _failure = last is { State: JobState.Failed } && last.EndedUtc > _since ? $"{last.Title} failed. {last.Error}" : null;
    }

    private Task ReloadAsync() => GuardAsync(async () =>
    {
        // Several changes may be read at once; the newest reading counts.
        int reading = ++_reading;
        await ReadJobsAsync();
        await using StudioDb db = await Databases.CreateDbContextAsync(_gone.Token);
        var person = await db.People.AsNoTracking().Where(item => item.Id == Id).Select(item => new { item.GeneratorId, item.Prior }).FirstOrDefaultAsync(_gone.Token);
        if (person is null)
        {
            return;
        }

        string prior = await db.Generators.Where(item => item.Id == person.GeneratorId).Select(item => item.Prior).FirstOrDefaultAsync(_gone.Token) ?? person.Prior;
        IReadOnlyList<DirectionView> directions = await Book.ListAsync(Id, prior, _gone.Token);
        PhotoView[] photos = [.. (await Photos.GetAsync(Id, _gone.Token)).Photos.Where(photo => photo.HasAligned && photo.IsAccepted)];
        if (reading != _reading)
        {
            return;
        }

        (_directions, _photos) = (directions, photos);
        _with.IntersectWith(photos.Select(photo => photo.Id));
        _without.IntersectWith(photos.Select(photo => photo.Id));
        StateHasChanged();
    });

    private void Cycle(Guid photo)
    {
        if (_with.Remove(photo))
        {
            _without.Add(photo);
        }
        else if (!_without.Remove(photo))
        {
            _with.Add(photo);
        }
    }

    private Task LearnAsync() => GuardAsync(async () =>
    {
        string name = _name.Trim();
        if (_directions.Any(direction => string.Equals(direction.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new EngineException($"There is a slider named {name} already. Choose another name.");
        }

        var order = new DirectionOrder(name, _fromAttribute ? [] : [.. _with], _fromAttribute ? [] : [.. _without], _fromAttribute ? _attribute : null, Samples, 0);
        await Jobs.EnqueueAsync(new JobRequest(JobKind.LearnDirection, $"Learn “{name}”", Id, order), _gone.Token);
        _name = "";
        _with.Clear();
        _without.Clear();
    });

    private Task RemoveAsync(DirectionView direction) => GuardAsync(async () =>
    {
        await Book.RemoveAsync(direction.Id, _gone.Token);
        await ReloadAsync();
    });

    private Task ImportAsync(InputFileChangeEventArgs change) => GuardAsync(async () =>
    {
        if (change.File.Size > LargestFile)
        {
            throw new EngineException($"{change.File.Name} is too large for one direction. Nothing was kept.");
        }

        // The name is the user's and never becomes a path; only a known ending is taken over, by which the reader tells formats.
        string extension = Path.GetExtension(change.File.Name).ToLowerInvariant();
        string path = Path.Combine(Path.GetTempPath(), $"mystyle-{Guid.NewGuid():N}{(extension is ".safetensors" or ".npy" or ".pt" or ".pth" ? extension : ".bin")}");
        try
        {
            await using (FileStream target = File.Create(path))
            {
                await change.File.OpenReadStream(LargestFile, _gone.Token).CopyToAsync(target, _gone.Token);
            }

            await using StudioDb db = await Databases.CreateDbContextAsync(_gone.Token);
            PersonEntity person = await db.People.AsNoTracking().FirstAsync(item => item.Id == Id, _gone.Token);
            string prior = await db.Generators.Where(item => item.Id == person.GeneratorId).Select(item => item.Prior).FirstOrDefaultAsync(_gone.Token) ?? person.Prior;
            await Book.ImportAsync(Id, prior, Path.GetFileNameWithoutExtension(change.File.Name), path, _gone.Token);
        }
        finally
        {
            File.Delete(path);
        }

        await ReloadAsync();
    });

    private Task GuardAsync(Func<Task> work) => Snackbar.TryAsync(work);
}

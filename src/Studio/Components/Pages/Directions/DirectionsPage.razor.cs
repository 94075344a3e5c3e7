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
public sealed partial class DirectionsPage
{
    private const int Samples = 200;
    private const int MostJobs = 50;
    private const int LeastOfAGroup = 3;
    private const long LargestFile = 8 << 20;
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

    [Inject]
    private DirectionBook Book { get; set; } = null!;

    [Inject]
    private IDbContextFactory<StudioDb> Databases { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private bool CanLearn => _name.Trim().Length > 0 && (_fromAttribute || (_with.Count >= LeastOfAGroup && _without.Count >= LeastOfAGroup));

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

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        _since = Time.GetUtcNow().UtcDateTime;
        Book.Changed += OnBook;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Book.Changed -= OnBook;
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override void Forget()
    {
        (_directions, _photos, _name) = ([], [], "");
        _with.Clear();
        _without.Clear();
    }

    /// <inheritdoc/>
    protected override Task FollowAsync(JobChange change) => !change.IsProgress ? ReloadAsync() : GuardAsync(async () =>
    {
        Show(await LearningAsync());
        StateHasChanged();
    });

    /// <inheritdoc/>
    protected override async Task<Action?> ReadAsync()
    {
        JobView[] jobs = await LearningAsync();
        await using StudioDb db = await Databases.CreateDbContextAsync(Gone);
        var person = await db.People.AsNoTracking().Where(item => item.Id == Id).Select(item => new { item.GeneratorId, item.Prior }).FirstOrDefaultAsync(Gone);
        if (person is null)
        {
            return null;
        }

        string prior = await db.Generators.Where(item => item.Id == person.GeneratorId).Select(item => item.Prior).FirstOrDefaultAsync(Gone) ?? person.Prior;
        IReadOnlyList<DirectionView> directions = await Book.ListAsync(Id, prior, Gone);
        PhotoView[] photos = [.. (await Photos.GetAsync(Id, Gone)).Photos.Where(photo => photo.HasAligned && photo.IsAccepted)];
        return () =>
        {
            Show(jobs);
            (_directions, _photos) = (directions, photos);
            _with.IntersectWith(photos.Select(photo => photo.Id));
            _without.IntersectWith(photos.Select(photo => photo.Id));
        };
    }

    private void OnBook() => _ = InvokeAsync(ReloadAsync);

    private async Task<JobView[]> LearningAsync() =>
        [.. (await Jobs.ListAsync(Id, MostJobs, Gone)).Where(job => job.Kind == JobKind.LearnDirection)];

    private void Show(JobView[] jobs)
    {
        _learning = [.. jobs.Where(job => !job.State.HasEnded())];

        // What failed before this page was opened is told on Jobs.
        JobView? last = jobs.Where(job => job.State.HasEnded()).MaxBy(job => job.EndedUtc);
        _failure = last is { State: JobState.Failed } && last.EndedUtc > _since ? $"{last.Title} failed. {last.Error}" : null;
    }

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
        await Jobs.EnqueueAsync(new JobRequest(JobKind.LearnDirection, $"Learn “{name}”", Id, order), Gone);
        _name = "";
        _with.Clear();
        _without.Clear();
    });

    private Task RemoveAsync(DirectionView direction) => GuardAsync(async () =>
    {
        await Book.RemoveAsync(direction.Id, Gone);
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
                await change.File.OpenReadStream(LargestFile, Gone).CopyToAsync(target, Gone);
            }

            await using StudioDb db = await Databases.CreateDbContextAsync(Gone);
            PersonEntity person = await db.People.AsNoTracking().FirstAsync(item => item.Id == Id, Gone);
            string prior = await db.Generators.Where(item => item.Id == person.GeneratorId).Select(item => item.Prior).FirstOrDefaultAsync(Gone) ?? person.Prior;
            await Book.ImportAsync(Id, prior, Path.GetFileNameWithoutExtension(change.File.Name), path, Gone);
        }
        finally
        {
            File.Delete(path);
        }

        await ReloadAsync();
    });

    private Task GuardAsync(Func<Task> work) => Snackbar.TryAsync(work);
}

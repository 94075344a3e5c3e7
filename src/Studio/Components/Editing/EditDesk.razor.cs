using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;
using MudBlazor;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Studio.Data;
using MyStyle.Studio.Directions;
using MyStyle.Studio.Editing;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Components.Editing;

/// <summary>
/// The edit desk: sliders whose tracks show the hull, a dial for beta, and the picture as it becomes. What moves belongs to the module in
/// the browser; this component opens the picture, and keeps what the user wants kept.
/// </summary>
public sealed partial class EditDesk
{
    private const double StartBeta = 0.05;
    private const int Side = 512;
    private const int RefineSteps = 200;
    private const int InvertSteps = 300;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly CancellationTokenSource _gone = new();
    private ElementReference _root;
    private DotNetObjectReference<EditDesk>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _desk;
    private DeskScene? _scene;
    private DeskScene? _opened;
    private DeskState? _state;
    private List<(int Anchor, string Name)> _leftOut = [];
    private (Guid Person, Guid? Workpiece, Guid? Generator) _loaded;
    private Guid? _chosenGenerator;
    private Guid? _job;
    private string? _waiting;
    private string? _problem;
    private bool _needsCode;
    private bool _saving;
    private bool _sweeping;
    private int _sweepMade;

    [Inject]
    private IDbContextFactory<StudioDb> Databases { get; set; } = null!;

    [Inject]
    private DirectionBook Directions { get; set; } = null!;

    [Inject]
    private EditKeeper Keeper { get; set; } = null!;

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    /// <summary>Whose picture.</summary>
    [Parameter, EditorRequired]
    public Guid Person { get; set; }

    /// <summary>The picture; null starts from the middle of the anchors.</summary>
    [Parameter]
    public Guid? Workpiece { get; set; }

    /// <summary>The generator; null for the person's own.</summary>
    [Parameter]
    public Guid? Generator { get; set; }

    /// <summary>Told when a result was kept.</summary>
    [Parameter]
    public EventCallback<Guid> Kept { get; set; }

    /// <summary>Called by the module when nothing moves.</summary>
    [JSInvokable]
    public void OnDeskState(DeskState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _state = state;
        List<(int, string)> left = [.. state.LeftOut.Zip(state.LeftOutNames)];
        if (!left.SequenceEqual(_leftOut))
        {
            _leftOut = left;
            StateHasChanged();
        }
    }

    /// <summary>Called by the module; it shows the sentence itself.</summary>
    [JSInvokable]
    public void OnDeskProblem(string sentence) => _problem = sentence;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Jobs.Changed -= OnJob;
        await _gone.CancelAsync();
        await CloseAsync();
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the module with it.
        }

        _self?.Dispose();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Jobs.Changed += OnJob;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != (Person, Workpiece, Generator))
        {
            _loaded = (Person, Workpiece, Generator);
            _chosenGenerator = Generator;
            await LoadAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_scene is null || _scene == _opened || _gone.IsCancellationRequested)
        {
            return;
        }

        DeskScene scene = _scene;
        _opened = scene;
        await CloseAsync();
        try
        {
            _self ??= DotNetObjectReference.Create(this);
            _module ??= await Js.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./Components/Editing/EditDesk.razor.js");
            _desk = await _module.InvokeAsync<IJSObjectReference>("create", _gone.Token, _root, _self, new
            {
                person = Person,
                generator = scene.Generator,
                code = scene.Code,
                beta = scene.Beta,
                side = Math.Max(Side, scene.Resolution),
                previewSide = Math.Min(scene.Resolution, Side),
                original = scene.Original,
                thumbnails = scene.Thumbnails,
                sliders = scene.Sliders.Select(slider => new { id = slider.Id, label = slider.Label, degrees = slider.DegreesPerUnit }),
            });
        }
        catch (Exception e) when (e is OperationCanceledException or JSDisconnectedException or ObjectDisposedException)
        {
            // The desk was left in the middle of it.
        }
        catch (JSException e)
        {
            Snackbar.Add(e.Message, Severity.Error);
        }
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private async Task LoadAsync()
    {
        (_scene, _waiting, _problem, _needsCode, _leftOut, _state) = (null, null, null, false, [], null);
        await using StudioDb db = await Databases.CreateDbContextAsync(_gone.Token);
        PersonEntity? person = await db.People.AsNoTracking().FirstOrDefaultAsync(item => item.Id == Person, _gone.Token);
        Guid? own = person?.GeneratorId;
        Guid? wanted = _chosenGenerator ?? own;
        GeneratorEntity? generator = await db.Generators.AsNoTracking().FirstOrDefaultAsync(item => item.Id == wanted && item.PersonId == Person, _gone.Token);
        if (generator is null)
        {
            _problem = "There is no prior of this person yet. Train it first; then its pictures can be edited.";
            return;
        }

        WorkpieceEntity? workpiece = await db.Workpieces.AsNoTracking().FirstOrDefaultAsync(item => item.Id == Workpiece && item.PersonId == Person, _gone.Token);
        CodeEntity? code = null;
        if (workpiece is not null)
        {
            // A refined generator keeps the anchors of the one it came from, so codes of either count.
            Guid from = generator.RefinedFromId ?? generator.Id;
            code = await db.Codes.AsNoTracking()
                .Where(item => item.WorkpieceId == workpiece.Id && (item.GeneratorId == generator.Id || item.GeneratorId == from))
                .OrderByDescending(item => item.CreatedUtc).FirstOrDefaultAsync(_gone.Token);
            if (code is null)
            {
                _needsCode = true;
                await JoinAsync();
                return;
            }
        }

        List<int> anchors = await db.Anchors.AsNoTracking().Where(item => item.GeneratorId == (generator.RefinedFromId ?? generator.Id))
            .Select(item => item.Index).ToListAsync(_gone.Token);
        List<GeneratorEntity> refined = workpiece is null ? [] : await db.Generators.AsNoTracking()
            .Where(item => item.RefinedOnId == workpiece.Id).OrderBy(item => item.CreatedUtc).ToListAsync(_gone.Token);
        _scene = new DeskScene(
            generator.Id, code?.Id, workpiece?.FileName ?? "the middle of the photos",
            workpiece is null ? null : $"api/people/{Person}/pictures/{workpiece.AlignedSha}",
            Math.Max(StartBeta, code?.AllowedBeta ?? 0), generator.Resolution, await Directions.ListAsync(Person, generator.Prior, _gone.Token),
            anchors.ToDictionary(index => index, index => $"api/people/{Person}/generators/{generator.RefinedFromId ?? generator.Id}/anchors/{index}"), refined);
    }

    /// <summary>Joins an inversion of this picture that runs already.</summary>
    private async Task JoinAsync()
    {
        IReadOnlyList<JobView> jobs = await Jobs.ListAsync(Person, 0, _gone.Token);
        if (jobs.FirstOrDefault(job => job.Workpiece == Workpiece && job.Kind == JobKind.Invert && !job.State.HasEnded()) is { } running)
        {
            (_job, _waiting) = (running.Id, Describe(running));
        }
    }

    private async Task InvertAsync()
    {
        var order = new PictureOrder(
            PictureTask.Invert, Workpiece!.Value, _chosenGenerator, null, null, null, [StartBeta], [0], InvertSteps, "poisson", CompareWithPrior: false);
        _job = await Jobs.EnqueueAsync(new JobRequest(JobKind.Invert, "Find in the prior", Person, order, Workpiece), _gone.Token);
        _waiting = "Waiting for the engine…";
    }

    private void OnJob(JobChange change)
    {
        if (change.Job == _job)
        {
            _ = InvokeAsync(FollowAsync);
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            if (_job is not { } id || _gone.IsCancellationRequested || await Jobs.GetAsync(id, _gone.Token) is not { } job)
            {
                return;
            }

            if (!job.State.HasEnded())
            {
                _waiting = Describe(job);
            }
            else
            {
                _job = null;
                if (job.Kind == JobKind.Refine && job.State == JobState.Done)
                {
                    Snackbar.Add("Refined. Choose the refined generator below the sliders.", Severity.Success);
                }

                await LoadAsync();
                _problem = job.State == JobState.Failed ? job.Error : _problem;
            }

            StateHasChanged();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The desk was left in the middle of it.
        }
    }

    private static string Describe(JobView job) => job.State switch
    {
        JobState.Queued => "Waiting for the engine…",
        JobState.Paused => "Held. Let it go on in the strip below.",
        _ => job.Share is { } share ? $"Finding the picture in the prior: {share:P0}" : job.Phase,
    };

    private async Task<EditSettings?> SettingsAsync()
    {
        if (_desk is null || _scene is null)
        {
            return null;
        }

        _state = await _desk.InvokeAsync<DeskState>("snapshot", _gone.Token);
        Dictionary<Guid, double> thetas = _state.Thetas.ToDictionary(item => Guid.Parse(item.Key), item => item.Value);
        return new EditSettings(
            _scene.Generator, _scene.Code, thetas, _scene.Sliders.ToDictionary(slider => slider.Id, slider => slider.Name), _state.Beta, _state.Policy,
            _state.LeftOut);
    }

    private Task SaveAsync() => GuardAsync(async () =>
    {
        _saving = true;
        StateHasChanged();
        if (await SettingsAsync() is { } settings)
        {
            Guid result = await Keeper.SaveAsync(Person, Workpiece, settings, _gone.Token);
            Snackbar.Add("Kept. It is in Results.", Severity.Success);
            await Kept.InvokeAsync(result);
        }
    });

    private Task SweepAsync((Guid Slider, double From, double To, int Frames, SweepFormat Format) sweep) => GuardAsync(async () =>
    {
        if (await SettingsAsync() is not { } settings)
        {
            return;
        }

        (_sweeping, _sweepMade) = (true, 0);
        StateHasChanged();
        var progress = new Progress<int>(made => InvokeAsync(() =>
        {
            _sweepMade = made;
            StateHasChanged();
        }));
        Guid result = await Keeper.SweepAsync(Person, Workpiece, settings, sweep.Slider, sweep.From, sweep.To, sweep.Frames, sweep.Format, progress, _gone.Token);
        Snackbar.Add("The sweep is in Results.", Severity.Success);
        await Kept.InvokeAsync(result);
    });

    private Task RefineAsync() => GuardAsync(async () =>
    {
        if (_scene?.Code is { } code && Workpiece is { } workpiece)
        {
            _job = await Jobs.EnqueueAsync(
                new JobRequest(JobKind.Refine, $"Refine on {_scene.FileName}", Person, new RefinePersonOrder(workpiece, code, RefineSteps), workpiece), _gone.Token);
            Snackbar.Add("Refining; the strip below shows how far it is.", Severity.Info);
        }
    });

    private async Task ChooseGeneratorAsync(ChangeEventArgs change)
    {
        _chosenGenerator = Guid.TryParse(change.Value?.ToString(), out Guid id) ? id : null;
        await LoadAsync();
    }

    private Task CopyAsync() => GuardAsync(async () =>
    {
        if (await SettingsAsync() is { } settings)
        {
            await Js.InvokeVoidAsync("navigator.clipboard.writeText", _gone.Token, JsonSerializer.Serialize(settings, Json));
            Snackbar.Add("Settings copied.", Severity.Normal);
        }
    });

    private Task PasteAsync() => GuardAsync(async () =>
    {
        string text = await Js.InvokeAsync<string>("navigator.clipboard.readText", _gone.Token);
        EditSettings? settings = null;
        try
        {
            settings = JsonSerializer.Deserialize<EditSettings>(text, Json);
        }
        catch (JsonException)
        {
            // Said below.
        }

        if (settings?.Thetas is null || _desk is null)
        {
            throw new EngineException("The clipboard holds no settings of an edit, so nothing was changed. Use Copy settings on a desk or a result first.");
        }

        await _desk.InvokeVoidAsync("apply", _gone.Token, new { thetas = settings.Thetas, beta = settings.Beta, policy = settings.Policy });
    });

    private async Task TakeInAsync(int anchor)
    {
        if (_desk is not null)
        {
            await GuardAsync(() => _desk.InvokeVoidAsync("apply", _gone.Token, new { leftOut = _leftOut.Select(item => item.Anchor).Where(item => item != anchor) }).AsTask());
        }
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is EngineException or JSException)
        {
            Snackbar.Add(e.Message, Severity.Error);
        }
        catch (Exception e) when (e is OperationCanceledException or JSDisconnectedException or ObjectDisposedException)
        {
            // The desk was left in the middle of it.
        }
        finally
        {
            (_saving, _sweeping) = (false, false);
        }
    }

    private async Task CloseAsync()
    {
        IJSObjectReference? desk = _desk;
        _desk = null;
        try
        {
            if (desk is not null)
            {
                await desk.InvokeVoidAsync("dispose");
                await desk.DisposeAsync();
            }
        }
        catch (Exception e) when (e is JSDisconnectedException or JSException or OperationCanceledException)
        {
            // The browser is gone, and its desk with it.
        }
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;
using MudBlazor;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Components.Compare;
using MyStyle.Studio.Components.Painting;
using MyStyle.Studio.Components.Shared;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Results;
using MyStyle.Studio.Settings;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Components.Pages.Studio;

/// <summary>The workspace of one person: film strip, picture, tools.</summary>
public sealed partial class StudioRoom
{
    private const int MostResults = 40;

    private readonly CancellationTokenSource _gone = new();
    private StudioSession _session = null!;
    private MaskPainter? _painter;
    private IDisposable? _keys;
    private IDisposable? _painterKeys;
    private View _view = View.Picture;
    private CompareMode _compare = CompareMode.Wipe;
    private int _resolution;
    private (Guid? Workpiece, string? Tool) _asked;

    private enum View
    {
        Picture,
        Open,
        Align,
    }

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public required PersonEntity Person { get; set; }

    /// <summary>The picture; null for the last worked on.</summary>
    [Parameter]
    public Guid? Workpiece { get; set; }

    /// <summary>restore, inpaint, upscale or edit; null for inpaint.</summary>
    [Parameter]
    public string? Tool { get; set; }

    [Inject]
    private IWorkpieces Workpieces { get; set; } = null!;

    [Inject]
    private IResults Results { get; set; } = null!;

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    [Inject]
    private IDbContextFactory<StudioDb> Databases { get; set; } = null!;

    [Inject]
    private UserPreferences Preferences { get; set; } = null!;

    [Inject]
    private Shortcuts Shortcuts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Jobs.Changed -= OnJob;
        Workpieces.Changed -= OnWorkpiece;
        Results.Changed -= OnResult;
        _keys?.Dispose();
        _painterKeys?.Dispose();
        await _gone.CancelAsync();
        _session.Changed -= Redraw;
        _session.Dispose();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _session = new StudioSession(Person.Id, Workpieces, Results, Jobs);
        _session.Changed += Redraw;
        Jobs.Changed += OnJob;
        Workpieces.Changed += OnWorkpiece;
        Results.Changed += OnResult;
        _keys = Shortcuts.Register(
            "Studio",
            [
                .. Enumerable.Range(1, 9).Select(i => new Shortcut($"{i}", i == 1 ? "Show candidate 1 (to 9)" : $"Show candidate {i}", () => PickAsync(i - 1))),
                new Shortcut("Enter", "Keep the candidate in view", KeepAsync),
                new Shortcut("Delete", "Discard the candidate in view", DiscardAsync),
                new Shortcut("Escape", "Cancel the run, or go back to the picture", EscapeAsync),
                new Shortcut("Ctrl+Enter", "Run the tool", RunAsync),
                new Shortcut("Ctrl+o", "Open a photo", () => LookAtAsync(View.Open)),
            ]);
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        // The painter's script listens itself; the keys are only shown.
        if (firstRender)
        {
            _painterKeys = Shortcuts.Register(
                "Mask painter",
                new Shortcut("b", "Brush"), new Shortcut("e", "Eraser"), new Shortcut("x", "Swap brush and eraser"), new Shortcut("r", "Rectangle"),
                new Shortcut("o", "Ellipse"), new Shortcut("l", "Lasso"), new Shortcut("g", "Bucket"), new Shortcut("[", "Smaller brush"),
                new Shortcut("]", "Larger brush"), new Shortcut("Shift+[", "Softer brush"), new Shortcut("Shift+]", "Harder brush"),
                new Shortcut("Ctrl+z", "Take back"), new Shortcut("Ctrl+Shift+z", "Bring back"), new Shortcut("i", "Invert the mask"),
                new Shortcut("0", "Fit the picture"), new Shortcut("Space", "Held: drag the picture"), new Shortcut("Tab", "Held: hide the mask"));
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_session.Workpieces is not null && _asked == (Workpiece, Tool))
        {
            return;
        }

        bool isFirst = _session.Workpieces is null;
        _asked = (Workpiece, Tool);
        await GuardAsync(async () =>
        {
            if (isFirst)
            {
                await using StudioDb db = await Databases.CreateDbContextAsync(_gone.Token);
                _resolution = await db.Generators.Where(g => g.Id == Person.GeneratorId).Select(g => g.Resolution).SingleOrDefaultAsync(_gone.Token);
            }

            if (Enum.TryParse(Tool, ignoreCase: true, out StudioTool tool) && Enum.IsDefined(tool))
            {
                await _session.UseAsync(tool);
            }

            if (isFirst || (Workpiece is not null && Workpiece != _session.Current?.Id))
            {
                await _session.LoadAsync(Workpiece);
            }
        });
    }

    private static Dictionary<string, string> Regions(WorkpieceView piece) => Enum.GetValues<FaceRegion>().ToDictionary(
        Words, region => $"/api/people/{piece.Person}/workpieces/{piece.Id}/regions/{region}?of={piece.AlignedSha[..8]}");

    private static string Words(FaceRegion region) => region switch
    {
        FaceRegion.LeftHalf => "Left half",
        FaceRegion.RightHalf => "Right half",
        FaceRegion.LowerFace => "Lower face",
        _ => region.ToString(),
    };

    private static string? MaskUrl(WorkpieceView piece) => piece.MaskSha is null ? null : $"/api/people/{piece.Person}/workpieces/{piece.Id}/mask";

    private string Picture(string sha) => $"/api/people/{Person.Id}/pictures/{sha}";

    private string BackLabel => _session.Tool switch
    {
        StudioTool.Inpaint => "Back to painting",
        StudioTool.Edit => "Back to the sliders",
        _ => "Back to the picture",
    };

    private bool AtDesk => _session.Tool == StudioTool.Edit && _session.Chosen is null;

    private List<ComparedPicture> Others(WorkpieceView piece, ResultView chosen)
    {
        List<ComparedPicture> others = [];
        if (chosen.Kind == ResultKind.Upscale && piece.SmallSide == 0)
        {
            others.Add(new ComparedPicture("Photo", Picture(piece.AlignedSha)));
        }

        if (_session.PriorAnswer is { } prior && prior.Id != chosen.Id)
        {
            others.Add(new ComparedPicture("Untuned prior", Picture(prior.PictureSha)));
        }

        if (chosen.RenderingSha is { } rendering)
        {
            others.Add(new ComparedPicture("Before blending", Picture(rendering)));
        }

        return others;
    }

    private void Redraw() => StateHasChanged();

    private void CompareBy(CompareMode mode) => _compare = mode;

    private void OnJob(JobChange change)
    {
        if (_session.Concerns(change))
        {
            Again(_session.RefreshAsync);
        }
    }

    private void OnWorkpiece(WorkpieceChange change)
    {
        if (change.Person == Person.Id)
        {
            Again(_session.RefreshAsync);
        }
    }

    private void OnResult(ResultChange change)
    {
        if (change.Person == Person.Id)
        {
            Again(_session.RefreshAsync);
        }
    }

    private void Again(Func<Task> work) => _ = InvokeAsync(() => GuardAsync(work));

    private Task MaskSavedAsync(string sha) => GuardAsync(_session.RefreshAsync);

    private void Tell(string sentence) => Snackbar.Add(sentence, Severity.Error);

    /// <summary>What was painted is with the server before anything else happens.</summary>
    private async Task<bool> FlushAsync() => _session.Tool != StudioTool.Inpaint || _painter is null || await _painter.FlushAsync();

    private void Address()
    {
        string tool = _session.Tool.ToString().ToLowerInvariant();
        _asked = (_session.Current?.Id, tool);
        Navigation.NavigateTo($"/people/{Person.Id}/studio?{(_session.Current is { } piece ? $"workpiece={piece.Id}&" : "")}tool={tool}", replace: true);
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is EngineException or JSException)
        {
            Tell(e.Message);
        }
        catch (Exception e) when (e is OperationCanceledException or JSDisconnectedException or ObjectDisposedException)
        {
            // The page was left in the middle of it.
        }

        if (!_gone.IsCancellationRequested)
        {
            StateHasChanged();
        }
    }
}

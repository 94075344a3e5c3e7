using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;
using MudBlazor;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Directions;
using MyStyle.Studio.Jobs;

namespace MyStyle.Studio.Components.Editing;

/// <summary>
/// The edit desk: sliders whose tracks show the hull, a dial for beta, and the picture as it becomes. What moves belongs to the module in
/// the browser; this component opens the picture, and keeps what the user wants kept.
/// </summary>
public sealed partial class EditDesk
{
    private readonly CancellationTokenSource _gone = new();
    private DeskScene? _scene;
    private (Guid Person, Guid? Workpiece, Guid? Generator) _loaded;
    private Guid? _chosenGenerator;
    private Guid? _job;
    private string? _waiting;
    private string? _refining;
    private string? _problem;
    private bool _needsCode;
    private int _reading;

    [Inject]
    private IDbContextFactory<StudioDb> Databases { get; set; } = null!;

    [Inject]
    private DirectionBook Directions { get; set; } = null!;

    [Inject]
    private IJobs Jobs { get; set; } = null!;

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

    /// <inheritdoc/>
    protected override void OnInitialized() => Jobs.Changed += OnJob;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != (Person, Workpiece, Generator))
        {
            _loaded = (Person, Workpiece, Generator);
            (_chosenGenerator, _job, _carried) = (Generator, null, null);
            await GuardAsync(LoadAsync);
        }
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private async Task LoadAsync()
    {
        // Another picture may be chosen while this one is read; the newest reading counts.
        int reading = ++_reading;
        (_scene, _waiting, _refining, _problem, _needsCode, _leftOut, _sweep) = (null, null, null, null, false, [], null);
        DeskOpening opening = await new DeskOpener(Databases, Directions).OpenAsync(Person, Workpiece, _chosenGenerator, _gone.Token);
        IReadOnlyList<JobView> jobs = await Jobs.ListAsync(Person, 0, _gone.Token);
        if (reading != _reading)
        {
            return;
        }

        (_scene, _problem, _needsCode) = (opening.Scene, opening.Problem, opening.NeedsCode);
        JobKind kind = opening.NeedsCode ? JobKind.Invert : JobKind.Refine;
        if (jobs.FirstOrDefault(job => job.Workpiece == Workpiece && job.Kind == kind && !job.State.HasEnded()) is { } running)
        {
            // The picture is being looked for already, or learned from: that is joined.
            _job = running.Id;
            Describe(running);
        }
    }

    private void OnJob(JobChange change)
    {
        if (change.Job == _job)
        {
            _ = InvokeAsync(FollowAsync);
        }
    }

    private Task FollowAsync() => GuardAsync(async () =>
    {
        if (_job is not { } id || await Jobs.GetAsync(id, _gone.Token) is not { } job || _job != id)
        {
            return;
        }

        if (!job.State.HasEnded())
        {
            Describe(job);
        }
        else
        {
            _job = null;
            await (job.Kind == JobKind.Refine ? EndRefiningAsync(job) : EndFindingAsync(job));
        }

        StateHasChanged();
    });

    private async Task EndFindingAsync(JobView job)
    {
        await LoadAsync();
        _problem = job.State == JobState.Failed ? job.Error : _problem;
    }

    /// <summary>The desk stays as it stands, with one more generator to choose.</summary>
    private async Task EndRefiningAsync(JobView job)
    {
        _refining = null;
        if (job.State == JobState.Failed)
        {
            Snackbar.Add(job.Error ?? "The generator could not be refined.", Severity.Warning);
        }
        else if (job.State == JobState.Done && _scene is { } scene)
        {
            bool isOpen = _opened == scene;
            _scene = scene with { Refined = await new DeskOpener(Databases, Directions).RefinedAsync(Workpiece, _gone.Token) };
            _opened = isOpen ? _scene : _opened;
            Snackbar.Add("Refined. Choose which generator draws under “Refine on this photo”.", Severity.Success);
        }
    }

    private void Describe(JobView job)
    {
        bool isRefinement = job.Kind == JobKind.Refine;
        string doing = isRefinement ? "Refining" : "Finding the picture in the prior";
        string words = job.State switch
        {
            JobState.Queued => "Waiting for the engine…",
            JobState.Paused => "Held. Let it go on in the strip below.",
            _ => job.Share is { } share ? $"{doing}: {share:P0}" : job.Phase.Length > 0 ? job.Phase : $"{doing}…",
        };
        (_waiting, _refining) = isRefinement ? (_waiting, words) : (words, _refining);
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
    }
}

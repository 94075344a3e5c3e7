using Microsoft.AspNetCore.Components;
using MudBlazor;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Components.Shared;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Results;
using MyStyle.Studio.Settings;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Components.Pages.Results;

/// <summary>Everything that was made of a person, each picture with its recipe.</summary>
public sealed partial class ResultsPage : IDisposable
{
    private const int Page = 60;
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<ResultView>? _results;
    private ResultKind? _kind;
    private bool _onlyKept;
    private bool _discarded;
    private bool _comparisons;
    private Guid? _chosen;
    private Guid _loaded;
    private int _take = Page;
    private int _reading;
    private IDisposable? _keys;

    [Inject]
    private IResults Store { get; set; } = null!;

    [Inject]
    private IWorkpieces Workpieces { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    [Inject]
    private UserPreferences Preferences { get; set; } = null!;

    [Inject]
    private Shortcuts Keys { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    /// <summary>Whose.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The result to open.</summary>
    [SupplyParameterFromQuery(Name = "result")]
    public Guid? Wanted { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Store.Changed -= OnChanged;
        _keys?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Store.Changed += OnChanged;
        _keys = Keys.Register(
            "Results",
            new Shortcut("k", "Keep, or let go", () => WithChosenAsync(KeepAsync)),
            new Shortcut("Delete", "Discard", () => WithChosenAsync(DiscardAsync)),
            new Shortcut("j", "The next one", () => StepAsync(1)),
            new Shortcut("h", "The one before", () => StepAsync(-1)));
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != Id)
        {
            (_loaded, _results, _chosen) = (Id, null, Wanted);
            await ReloadAsync();
        }
    }

    private static string Pressed(bool pressed) => pressed ? "true" : "false";

    private void OnChanged(ResultChange change)
    {
        if (change.Person == Id)
        {
            _ = InvokeAsync(ReloadAsync);
        }
    }

    private Task ReloadAsync() => GuardAsync(async () =>
    {
        int reading = ++_reading;
        var filter = new ResultFilter
        {
            Kinds = _kind is { } kind ? [kind] : [],
            OnlyKept = _onlyKept,
            Discarded = _discarded,
            WithComparisons = _comparisons,
            Take = _take,
        };
        IReadOnlyList<ResultView> results = await Store.ListAsync(Id, filter, _gone.Token);
        if (reading == _reading)
        {
            _results = results;
            StateHasChanged();
        }
    });

    private Task ChooseAsync(ResultKind? kind, bool onlyKept, bool discarded)
    {
        (_kind, _onlyKept, _discarded, _take) = (kind, onlyKept, discarded, Page);
        return ReloadAsync();
    }

    private Task CompareAsync(ChangeEventArgs change)
    {
        _comparisons = change.Value is true;
        return ReloadAsync();
    }

    private Task MoreAsync()
    {
        _take += Page;
        return ReloadAsync();
    }

    private Task WithChosenAsync(Func<ResultView, Task> work) => _results?.FirstOrDefault(result => result.Id == _chosen) is { } chosen ? work(chosen) : Task.CompletedTask;

    private Task StepAsync(int by)
    {
        if (_results is { Count: > 0 } results)
        {
            int at = results.ToList().FindIndex(result => result.Id == _chosen);
            _chosen = results[Math.Clamp(at + by, 0, results.Count - 1)].Id;
            StateHasChanged();
        }

        return Task.CompletedTask;
    }

    private Task KeepAsync(ResultView result) => GuardAsync(() => Store.KeepAsync(Id, [result.Id], !result.IsKept, _gone.Token));

    private Task DiscardAsync(ResultView result) => GuardAsync(async () =>
    {
        await Store.DiscardAsync(Id, [result.Id], !result.IsDiscarded, _gone.Token);
        if (!result.IsDiscarded)
        {
            Snackbar.Add("Discarded.", Severity.Normal, options =>
            {
                options.Action = "Undo";
                // The sentence outlives the page; so does its undo.
                options.OnClick = _ => GuardAsync(() => Store.DiscardAsync(result.Person, [result.Id], discard: false, CancellationToken.None));
            });
        }
    });

    private Task EmptyAsync() => GuardAsync(async () =>
    {
        if (await ConfirmDialog.AskAsync(Dialogs, "Delete what was discarded?", "The pictures are removed for good.", "Delete", isDanger: true))
        {
            int count = await Store.EmptyAsync(Id, _gone.Token);
            Snackbar.Add($"{Words.Count(count, "picture")} deleted.", Severity.Normal);
        }
    });

    private Task RerunAsync(ResultView result) => GuardAsync(async () =>
    {
        PictureOrder order = await Store.RecipeAsync(Id, result.Id, _gone.Token)
            ?? throw new EngineException("This picture was not made by a job; open it in the Studio or on Explore instead.");
        JobKind kind = order.Task switch
        {
            Engine.Service.Orders.PictureTask.Inpaint => JobKind.Inpaint,
            Engine.Service.Orders.PictureTask.Upscale => JobKind.Upscale,
            Engine.Service.Orders.PictureTask.Restore => JobKind.Restore,
            _ => JobKind.Invert,
        };
        await Jobs.EnqueueAsync(new JobRequest(kind, $"Again: {ResultWords.Kind(result.Kind)}", Id, order, order.Workpiece, result.PictureSha), _gone.Token);
        Snackbar.Add("It is made again; the strip below shows how far it is.", Severity.Info);
    });

    private Task GoOnAsync(ResultView result) => GuardAsync(async () =>
    {
        WorkpieceView opened = await Workpieces.OpenResultAsync(Id, result.Id, _gone.Token);
        string tool = result.Kind == ResultKind.Inpainting ? "inpaint" : "edit";
        Navigation.NavigateTo($"/people/{Id}/studio?workpiece={opened.Id}&tool={tool}");
    });

    private Task GuardAsync(Func<Task> work) => Snackbar.TryAsync(work);
}

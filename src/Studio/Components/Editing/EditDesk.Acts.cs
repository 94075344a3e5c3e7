using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Studio.Data;
using MyStyle.Studio.Editing;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Results;

namespace MyStyle.Studio.Components.Editing;

/// <summary>What the user does at the desk besides moving sliders.</summary>
public sealed partial class EditDesk
{
    private const int RefineSteps = 200;
    private const int InvertSteps = 300;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private bool _saving;
    private bool _sweeping;
    private int _sweepMade;
    private ResultView? _sweep;

    [Inject]
    private EditKeeper Keeper { get; set; } = null!;

    [Inject]
    private IResults Results { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Task InvertAsync() => GuardAsync(async () =>
    {
        var order = new PictureOrder(
            PictureTask.Invert, Workpiece!.Value, _chosenGenerator, null, null, null, [DeskOpener.StartBeta], [0], InvertSteps, "poisson", CompareWithPrior: false);
        _waiting = "Waiting for the engine…";
        try
        {
            _job = await Jobs.EnqueueAsync(new JobRequest(JobKind.Invert, "Find in the prior", Person, order, Workpiece), _gone.Token);
        }
        catch (EngineException)
        {
            _waiting = null;
            throw;
        }

        // What happened before its name was known was not heard.
        await FollowAsync();
    });

    private async Task SaveAsync()
    {
        _saving = true;
        await GuardAsync(async () =>
        {
            if (await SettingsAsync() is { } settings)
            {
                Guid result = await Keeper.SaveAsync(Person, Workpiece, settings, _gone.Token);
                Snackbar.Add("Kept. It is in Results.", Severity.Success, options =>
                {
                    options.Action = "Look at it";
                    options.OnClick = _ => InvokeAsync(() => Navigation.NavigateTo($"/people/{Person}/results?result={result}"));
                });
                await Kept.InvokeAsync(result);
            }
        });
        _saving = false;
    }

    private async Task SweepAsync(SweepWish sweep)
    {
        (_sweeping, _sweepMade, _sweep) = (true, 0, null);
        StateHasChanged();
        await GuardAsync(async () =>
        {
            if (await SettingsAsync() is { } settings)
            {
                var progress = new Progress<int>(made => InvokeAsync(() =>
                {
                    _sweepMade = made;
                    StateHasChanged();
                }));
                Guid result = await Keeper.SweepAsync(
                    Person, Workpiece, settings, sweep.Slider.Id, sweep.From, sweep.To, sweep.Frames, sweep.Format, sweep.Slider.DegreesPerUnit, progress,
                    _gone.Token);
                _sweep = await Results.GetAsync(Person, result, _gone.Token);
                await Kept.InvokeAsync(result);
            }
        });
        _sweeping = false;
    }

    private Task RefineAsync() => GuardAsync(async () =>
    {
        if (_scene?.Code is { } code && Workpiece is { } workpiece)
        {
            _job = await Jobs.EnqueueAsync(
                new JobRequest(JobKind.Refine, $"Refine on {_scene.FileName}", Person, new RefinePersonOrder(workpiece, code, RefineSteps), workpiece), _gone.Token);
            await FollowAsync();
        }
    });

    /// <summary>Opens the desk anew with another generator; the sliders stay where they are.</summary>
    private Task ChooseGeneratorAsync(ChangeEventArgs change) => GuardAsync(async () =>
    {
        _carried = await SnapshotAsync();
        _chosenGenerator = Guid.TryParse(change.Value?.ToString(), out Guid id) ? id : null;
        await LoadAsync();
    });

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

    private Task TakeInAsync(int anchor) => GuardAsync(async () =>
    {
        if (_desk is not null)
        {
            await _desk.InvokeVoidAsync("apply", _gone.Token, new { leftOut = _leftOut.Select(item => item.Anchor).Where(item => item != anchor) });
        }
    });
}

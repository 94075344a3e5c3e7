using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MyStyle.Studio.Editing;

namespace MyStyle.Studio.Components.Editing;

/// <summary>The desk's other half, in the browser: opened with a scene, asked how it stands, told what to take over.</summary>
public sealed partial class EditDesk
{
    private const int Side = 512;

    private ElementReference _root;
    private DotNetObjectReference<EditDesk>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _desk;
    private DeskScene? _opened;
    private DeskState? _carried;
    private List<(int Anchor, string Name)> _leftOut = [];

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    /// <summary>Called by the module when nothing moves.</summary>
    [JSInvokable]
    public void OnDeskState(DeskState state)
    {
        ArgumentNullException.ThrowIfNull(state);
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
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_scene is { } scene && scene != _opened && !_gone.IsCancellationRequested)
        {
            _opened = scene;
            await GuardAsync(() => OpenAsync(scene));
        }
    }

    private async Task OpenAsync(DeskScene scene)
    {
        await CloseAsync();
        _self ??= DotNetObjectReference.Create(this);
        _module ??= await Js.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./Components/Editing/EditDesk.razor.js");
        IJSObjectReference desk = await _module.InvokeAsync<IJSObjectReference>("create", _gone.Token, _root, _self, new
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
        _desk = desk;
        if (_carried is { } carried)
        {
            _carried = null;
            await desk.InvokeVoidAsync(
                "apply", _gone.Token, new { thetas = carried.Thetas, beta = carried.Beta, leftOut = carried.LeftOut, leftOutNames = carried.LeftOutNames });
        }
    }

    /// <summary>How the desk stands; null if none is open.</summary>
    private async Task<DeskState?> SnapshotAsync() => _desk is null ? null : await _desk.InvokeAsync<DeskState>("snapshot", _gone.Token);

    private async Task<EditSettings?> SettingsAsync()
    {
        if (_scene is not { } scene || await SnapshotAsync() is not { } state)
        {
            return null;
        }

        Dictionary<Guid, double> thetas = state.Thetas.ToDictionary(item => Guid.Parse(item.Key), item => item.Value);
        return new EditSettings(
            scene.Generator, scene.Code, thetas, scene.Sliders.ToDictionary(slider => slider.Id, slider => slider.Name), state.Beta, state.Policy, state.LeftOut);
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

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MyStyle.Studio.Components.Painting;

/// <summary>
/// The mask painter. Painting happens in the browser; a mask is kept on the server when a gesture is over. The component tells what was
/// kept, and takes the picture, a mask and where to keep it by address.
/// </summary>
public sealed partial class MaskPainter
{
    private readonly CancellationTokenSource _gone = new();
    private ElementReference _canvas;
    private DotNetObjectReference<MaskPainter>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _painter;
    private PainterState _state = new();
    private string _veilColour = "#d9483a";
    private string? _openedPicture;
    private bool _enabledThere = true;
    private string? _shownThere;

    /// <summary>Address of the aligned picture; a mask has its size.</summary>
    [Parameter, EditorRequired]
    public required string PictureUrl { get; set; }

    /// <summary>Address of the mask that was painted last time; null for none.</summary>
    [Parameter]
    public string? MaskUrl { get; set; }

    /// <summary>Where a mask is kept: PUT with a PNG answers <c>{ sha }</c>, DELETE removes it.</summary>
    [Parameter, EditorRequired]
    public required string SaveUrl { get; set; }

    /// <summary>What the picture is called.</summary>
    [Parameter, EditorRequired]
    public required string FileName { get; set; }

    /// <summary>Address of a picture to show in its place: a candidate; null for the picture itself.</summary>
    [Parameter]
    public string? ShownUrl { get; set; }

    /// <summary>Whether painting is allowed: not while a run fills what was painted.</summary>
    [Parameter]
    public bool Enabled { get; set; } = true;

    /// <summary>Face parts that can be marked at once: name and address of the mask.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, string> Regions { get; set; } = new Dictionary<string, string>();

    /// <summary>Told when a mask was kept: its content hash; empty when nothing is marked any more.</summary>
    [Parameter]
    public EventCallback<string> MaskSaved { get; set; }

    /// <summary>Told when a mask could not be kept or taken over: a sentence.</summary>
    [Parameter]
    public EventCallback<string> Problem { get; set; }

    /// <summary>Waits until the server has what was painted; false if it could not be kept.</summary>
    public async Task<bool> FlushAsync() => _painter is not null && await _painter.InvokeAsync<bool>("flush", _gone.Token);

    /// <summary>Called by the painter.</summary>
    [JSInvokable]
    public void OnPainterState(PainterState state)
    {
        _state = state;
        StateHasChanged();
    }

    /// <summary>Called by the painter.</summary>
    [JSInvokable]
    public Task OnMaskSaved(string sha) => MaskSaved.InvokeAsync(sha);

    /// <summary>Called by the painter.</summary>
    [JSInvokable]
    public Task OnMaskProblem(string sentence) => Problem.InvokeAsync(sentence);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        try
        {
            if (_painter is not null)
            {
                await _painter.InvokeVoidAsync("dispose");
                await _painter.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException or JSException)
        {
            // The browser is gone, and its painter with it.
        }

        _self?.Dispose();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender)
            {
                _self = DotNetObjectReference.Create(this);
                _module = await Js.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./Components/Painting/MaskPainter.razor.js");
                _painter = await _module.InvokeAsync<IJSObjectReference>("create", _gone.Token, _canvas, _self);
            }

            if (_painter is not null)
            {
                await ShowAsync(_painter);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or JSDisconnectedException or ObjectDisposedException)
        {
            // The page was left in the middle of it.
        }
        catch (JSException e)
        {
            await Problem.InvokeAsync(e.Message);
        }
    }

    private async Task ShowAsync(IJSObjectReference painter)
    {
        if (_openedPicture != PictureUrl)
        {
            _openedPicture = PictureUrl;
            _shownThere = null;
            await painter.InvokeVoidAsync("open", _gone.Token, PictureUrl, MaskUrl, SaveUrl);
        }

        if (_shownThere != ShownUrl)
        {
            _shownThere = ShownUrl;
            await painter.InvokeVoidAsync("show", _gone.Token, ShownUrl);
        }

        if (_enabledThere != Enabled)
        {
            _enabledThere = Enabled;
            await painter.InvokeVoidAsync("enable", _gone.Token, Enabled);
        }
    }

    private Task SetAsync(PainterState state) => CallAsync(
        "set", new { tool = state.Tool, size = state.Size, hardness = state.Hardness, opacity = state.Opacity, tolerance = state.Tolerance, erase = state.Erase });

    private Task ApplyAsync((string Name, double Amount) operation) => CallAsync("apply", operation.Name, operation.Amount);

    private async Task SetVeilColourAsync(string colour)
    {
        _veilColour = colour;
        await CallAsync("setVeil", colour, _state.Veil);
    }

    private async Task TakeRegionAsync((string Name, string Mode) region)
    {
        if (Regions.TryGetValue(region.Name, out string? url))
        {
            await CallAsync("takeUrl", url, region.Mode, region.Name);
        }
    }

    private async Task CallAsync(string function, params object?[] arguments)
    {
        if (_painter is null)
        {
            return;
        }

        try
        {
            await _painter.InvokeVoidAsync(function, _gone.Token, arguments);
        }
        catch (Exception e) when (e is OperationCanceledException or JSDisconnectedException or ObjectDisposedException)
        {
            // The page was left in the middle of it.
        }
        catch (JSException e)
        {
            await Problem.InvokeAsync(e.Message);
        }
    }
}

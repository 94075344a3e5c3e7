using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Photos;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Components.Pages.Studio;

/// <summary>Opens a photo: dropped, pasted, chosen, or one of the album. Files go to the server by themselves, never through the circuit.</summary>
public sealed partial class OpenPanel
{
    private const int MostPhotos = 200;

    private readonly CancellationTokenSource _gone = new();
    private ElementReference _root;
    private DotNetObjectReference<OpenPanel>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _opener;
    private IReadOnlyList<PhotoView> _photos = [];
    private string? _problem;
    private bool _busy;

    /// <summary>In whose studio.</summary>
    [Parameter, EditorRequired]
    public Guid Person { get; set; }

    /// <summary>What the person is called.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>Whether there is a picture to go back to.</summary>
    [Parameter]
    public bool CanClose { get; set; }

    /// <summary>Back to the picture.</summary>
    [Parameter]
    public EventCallback Closed { get; set; }

    /// <summary>Told when a photo was opened.</summary>
    [Parameter]
    public EventCallback<Guid> Opened { get; set; }

    /// <summary>Called by the script when a file is on its way.</summary>
    [JSInvokable]
    public void OnSending()
    {
        (_busy, _problem) = (true, null);
        StateHasChanged();
    }

    /// <summary>Called by the script when the server took a file.</summary>
    [JSInvokable]
    public async Task OnOpened(Guid workpiece)
    {
        _busy = false;
        await Opened.InvokeAsync(workpiece);
    }

    /// <summary>Called by the script when a file was not taken.</summary>
    [JSInvokable]
    public void OnProblem(string sentence)
    {
        (_busy, _problem) = (false, sentence);
        StateHasChanged();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        try
        {
            if (_opener is not null)
            {
                await _opener.InvokeVoidAsync("dispose");
                await _opener.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException or JSException)
        {
            // The browser is gone.
        }

        _self?.Dispose();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            AlbumView album = await Photos.GetAsync(Person, _gone.Token);
            _photos = [.. album.Photos.Where(photo => photo.HasThumbnail).OrderByDescending(photo => photo.Split == "test").Take(MostPhotos)];
        }
        catch (OperationCanceledException)
        {
            // The page was left in the middle of it.
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Js.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./Components/Pages/Studio/OpenPanel.razor.js");
            _opener = await _module.InvokeAsync<IJSObjectReference>("attach", _gone.Token, _root, _self, $"/api/people/{Person}/workpieces");
        }
        catch (Exception e) when (e is OperationCanceledException or JSDisconnectedException or ObjectDisposedException)
        {
            // The page was left in the middle of it.
        }
        catch (JSException e)
        {
            _problem = e.Message;
            StateHasChanged();
        }
    }

    private async Task OpenPhotoAsync(Guid photo)
    {
        (_busy, _problem) = (true, null);
        try
        {
            WorkpieceView opened = await Workpieces.OpenPhotoAsync(Person, photo, _gone.Token);
            await Opened.InvokeAsync(opened.Id);
        }
        catch (EngineException e)
        {
            _problem = e.Message;
        }
        catch (OperationCanceledException)
        {
            // The page was left in the middle of it.
        }
        finally
        {
            _busy = false;
        }
    }
}

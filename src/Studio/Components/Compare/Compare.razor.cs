using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MyStyle.Studio.Components.Compare;

/// <summary>
/// Compares two pictures: wipe, hold, blink, difference, side by side. What moves is moved in the browser; without the script the wipe
/// stands in the middle.
/// </summary>
public sealed partial class Compare
{
    private static readonly (CompareMode Mode, string Label)[] Modes =
    [
        (CompareMode.Wipe, "Wipe"), (CompareMode.Hold, "Hold"), (CompareMode.Blink, "Blink"), (CompareMode.Difference, "Difference"),
        (CompareMode.SideBySide, "Side by side"),
    ];

    private readonly string _name = $"compare-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _gone = new();
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _comparer;

    /// <summary>The one before.</summary>
    [Parameter, EditorRequired]
    public required ComparedPicture Before { get; set; }

    /// <summary>The one after.</summary>
    [Parameter, EditorRequired]
    public required ComparedPicture After { get; set; }

    /// <summary>Further ones, for side by side.</summary>
    [Parameter]
    public IReadOnlyList<ComparedPicture> Others { get; set; } = [];

    /// <summary>Where the picture of the differences is; null leaves the two pictures.</summary>
    [Parameter]
    public string? DifferenceUrl { get; set; }

    /// <summary>How to compare.</summary>
    [Parameter]
    public CompareMode Mode { get; set; }

    /// <summary>Another way to compare.</summary>
    [Parameter]
    public EventCallback<CompareMode> ModeChanged { get; set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        try
        {
            if (_comparer is not null)
            {
                await _comparer.InvokeVoidAsync("dispose");
                await _comparer.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException or JSException)
        {
            // The browser is gone, and what moved there with it.
        }

        _gone.Dispose();
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
            _module = await Js.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./Components/Compare/Compare.razor.js");
            _comparer = await _module.InvokeAsync<IJSObjectReference>("attach", _gone.Token, _root);
            if (_gone.IsCancellationRequested)
            {
                // The component went while the script came.
                await _comparer.InvokeVoidAsync("dispose");
            }
        }
        catch (Exception e) when (e is OperationCanceledException or JSDisconnectedException or ObjectDisposedException or JSException)
        {
            // The page was left in the middle of it, or has no scripts: the pictures are there all the same.
        }
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MyStyle.Studio.Components.Live;

/// <summary>
/// A part of a page that a script draws from the live feed. The component gives it a place and says which job; frames and points never pass
/// through the page's own connection.
/// </summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IJSObjectReference? _module;
    private Guid? _watched;

    /// <summary>Which job.</summary>
    [Parameter, EditorRequired]
    public Guid Job { get; set; }

    /// <summary>Scripts.</summary>
    [Inject]
    protected IJSRuntime Js { get; set; } = null!;

    /// <summary>What the script made; null before it is there.</summary>
    protected IJSObjectReference? View { get; private set; }

    /// <summary>The component's script.</summary>
    protected abstract string Script { get; }

    /// <summary>Arguments of the script's <c>create</c>.</summary>
    protected abstract object?[] Arguments { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        try
        {
            if (View is not null)
            {
                await View.InvokeVoidAsync("dispose");
                await View.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the script with it.
        }

        Leave();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The component goes.</summary>
    protected virtual void Leave()
    {
    }

    /// <summary>Tells the script what changed in the page.</summary>
    protected virtual ValueTask UpdateAsync(IJSObjectReference view, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender)
            {
                _module = await Js.InvokeAsync<IJSObjectReference>("import", _gone.Token, Script);
                View = await _module.InvokeAsync<IJSObjectReference>("create", _gone.Token, Arguments);
            }

            if (View is null)
            {
                return;
            }

            if (_watched != Job)
            {
                _watched = Job;
                await View.InvokeVoidAsync("watch", _gone.Token, Job.ToString());
            }

            await UpdateAsync(View, _gone.Token);
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            // The page is gone.
        }
    }
}

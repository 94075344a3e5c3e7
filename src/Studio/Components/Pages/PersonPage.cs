using Microsoft.AspNetCore.Components;
using MudBlazor;
using MyStyle.Studio.Components.Shared;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Photos;

namespace MyStyle.Studio.Components.Pages;

/// <summary>
/// A page of one person that follows the person's jobs and album: it reads again when they change. Several readings may be under way at once;
/// the one that was begun last is shown.
/// </summary>
public abstract class PersonPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Guid _loaded;
    private int _reading;

    /// <summary>Creates the page.</summary>
    protected PersonPage() => Gone = _gone.Token;

    /// <summary>Whose.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The queue.</summary>
    [Inject]
    protected IJobs Jobs { get; set; } = null!;

    /// <summary>The albums.</summary>
    [Inject]
    protected IPhotos Photos { get; set; } = null!;

    /// <summary>Where failures are told.</summary>
    [Inject]
    protected ISnackbar Snackbar { get; set; } = null!;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Gone { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The page goes.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Jobs.Changed -= HearJob;
            Photos.Changed -= HearAlbum;
            _gone.Cancel();
            _gone.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Jobs.Changed += HearJob;
        Photos.Changed += HearAlbum;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != Id)
        {
            _loaded = Id;
            Forget();
            await ReloadAsync();
        }
    }

    /// <summary>The page is another person's from here on.</summary>
    protected abstract void Forget();

    /// <summary>Reads what the page shows.</summary>
    /// <returns>What puts it on the page; null if there is nothing to put there.</returns>
    protected abstract Task<Action?> ReadAsync();

    /// <summary>What was read has been put on the page.</summary>
    protected virtual Task ShownAsync() => Task.CompletedTask;

    /// <summary>Something happened to one of the person's jobs.</summary>
    protected virtual Task FollowAsync(JobChange change) => ReloadAsync();

    /// <summary>Reads again.</summary>
    protected Task ReloadAsync() => Snackbar.TryAsync(async () =>
    {
        int reading = ++_reading;
        Action? show = await ReadAsync();
        if (show is not null && reading == _reading)
        {
            show();
            await ShownAsync();
            StateHasChanged();
        }
    });

    private void HearJob(JobChange change)
    {
        if (change.Person == Id)
        {
            _ = InvokeAsync(() => FollowAsync(change));
        }
    }

    private void HearAlbum(AlbumChange change)
    {
        if (change.Person == Id && !change.IsProgress)
        {
            _ = InvokeAsync(ReloadAsync);
        }
    }
}

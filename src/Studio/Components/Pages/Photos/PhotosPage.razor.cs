using Microsoft.AspNetCore.Components;
using MudBlazor;
using MyStyle.Engine.Curation;
using MyStyle.Studio.Components.Shared;
using MyStyle.Studio.Photos;

namespace MyStyle.Studio.Components.Pages.Photos;

/// <summary>The album: photos come in, curation judges them, the user has the last word.</summary>
public sealed partial class PhotosPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<Guid> _selected = [];
    private AlbumView? _album;
    private IReadOnlyList<PhotoView> _shown = [];
    private CurationView _curation = CurationView.Idle;
    private PhotoFilter _filter = PhotoFilter.All[0];
    private Guid? _focused;
    private string? _panel;
    private IDisposable? _keys;
    private Guid _loaded;
    private int _reading;

    [Inject]
    private IPhotos Photos { get; set; } = null!;

    [Inject]
    private Shortcuts Keys { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    /// <summary>Whose album.</summary>
    [Parameter]
    public Guid Id { get; set; }

    private PhotoView? Current => _shown.FirstOrDefault(photo => photo.Id == _focused);

    private IReadOnlyCollection<Guid> Targets => _selected.Count > 0 ? _selected : _focused is { } focused ? [focused] : [];

    /// <inheritdoc/>
    public void Dispose()
    {
        Photos.Changed -= OnChanged;
        _keys?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Photos.Changed += OnChanged;
        _keys = Keys.Register(
            "Photos",
            new Shortcut("a", "Accept", () => DecideAsync(UserDecision.Keep)),
            new Shortcut("r", "Leave out", () => DecideAsync(UserDecision.Reject)),
            new Shortcut("m", "This is me", () => DecideAsync(UserDecision.IsPerson)),
            new Shortcut("n", "Somebody else", () => DecideAsync(UserDecision.NotPerson)),
            new Shortcut("f", "Forget what I said", () => DecideAsync(null)),
            new Shortcut("d", "Open duplicates", () => KeyAsync(() => Toggle("duplicates"))),
            new Shortcut("u", "Undo", UndoAsync),
            new Shortcut("Shift+U", "Redo", RedoAsync));
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != Id)
        {
            _loaded = Id;
            (_album, _focused) = (null, null);
            _selected.Clear();
            await ReloadAsync();
        }
    }

    private static string Pressed(bool pressed) => pressed ? "true" : "false";

    private void OnChanged(AlbumChange change)
    {
        if (change.Person == Id)
        {
            _ = InvokeAsync(() => change.IsProgress ? ProgressAsync() : ReloadAsync());
        }
    }

    private Task ProgressAsync()
    {
        _curation = Photos.Curation(Id);
        StateHasChanged();
        return Task.CompletedTask;
    }

    private async Task ReloadAsync()
    {
        // Several changes may be read at once; the newest reading counts.
        int reading = ++_reading;
        try
        {
            AlbumView album = await Photos.GetAsync(Id, _gone.Token);
            if (reading == _reading)
            {
                (_album, _curation) = (album, album.Curation);
                Show();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The page is gone.
        }
    }

    private void Show()
    {
        _shown = [.. _album!.Photos.Where(_filter.Matches)];
        _selected.IntersectWith(_album.Photos.Select(photo => photo.Id));
        if (_shown.All(photo => photo.Id != _focused))
        {
            _focused = _shown.Count > 0 ? _shown[0].Id : null;
        }

        StateHasChanged();
    }

    private void Choose(PhotoFilter filter)
    {
        _filter = filter;
        _selected.Clear();
        Show();
    }

    private void Toggle(string panel) => _panel = _panel == panel ? null : panel;

    private Task KeyAsync(Action action)
    {
        action();
        StateHasChanged();
        return Task.CompletedTask;
    }

    private Task FocusAsync(Guid photo)
    {
        _focused = photo;
        return Task.CompletedTask;
    }

    private void Select((Guid Photo, bool Range) choice)
    {
        if (choice.Range && _focused is { } from)
        {
            List<Guid> order = [.. _shown.Select(photo => photo.Id)];
            (int a, int b) = (order.IndexOf(from), order.IndexOf(choice.Photo));
            _selected.UnionWith(order[Math.Min(a, b)..(Math.Max(a, b) + 1)]);
        }
        else if (!_selected.Remove(choice.Photo))
        {
            _selected.Add(choice.Photo);
        }
    }

    private Task OpenAsync(Guid photo)
    {
        if (_album?.Photos.FirstOrDefault(item => item.Id == photo)?.Verdict == "duplicate")
        {
            _panel = "duplicates";
        }

        return Task.CompletedTask;
    }

    private Task DecideAsync(UserDecision? decision) => GuardAsync(async () =>
    {
        Guid[] targets = [.. Targets];
        if (targets.Length == 0)
        {
            return;
        }

        // After a decision on one photo the next one is looked at: a whole album goes by with one key a photo.
        if (_selected.Count == 0 && _focused is { } focused)
        {
            int next = _shown.ToList().FindIndex(photo => photo.Id == focused) + 1;
            _focused = next < _shown.Count ? _shown[next].Id : focused;
        }

        await Photos.DecideAsync(Id, targets, decision, _gone.Token);
        _selected.Clear();
        await ReloadAsync();
    });

    private Task UndoAsync() => GuardAsync(async () =>
    {
        if (!await Photos.UndoAsync(Id, _gone.Token))
        {
            Snackbar.Add("There is nothing to take back.", Severity.Normal);
        }

        await ReloadAsync();
    });

    private Task RedoAsync() => GuardAsync(async () =>
    {
        await Photos.RedoAsync(Id, _gone.Token);
        await ReloadAsync();
    });

    private Task RemoveAsync() => GuardAsync(async () =>
    {
        Guid[] targets = [.. Targets];
        if (targets.Length > 0 && await ConfirmDialog.AskAsync(
            Dialogs, $"Delete {Words.Count(targets.Length, "photo")}?", "The files are removed from this studio for good. To keep them but not use them, leave them out instead.",
            "Delete", isDanger: true))
        {
            await Photos.RemoveAsync(Id, targets, _gone.Token);
            _selected.Clear();
            await ReloadAsync();
        }
    });

    private void Fail(string sentence) => Snackbar.Add(sentence, Severity.Error);

    private Task GuardAsync(Func<Task> work) => Snackbar.TryAsync(work);
}

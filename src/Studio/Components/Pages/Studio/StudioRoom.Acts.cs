using Microsoft.JSInterop;
using MudBlazor;
using MyStyle.Studio.Results;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Components.Pages.Studio;

/// <summary>What the user asks of the workspace.</summary>
public sealed partial class StudioRoom
{
    private Task SelectAsync(WorkpieceView piece)
    {
        _view = View.Picture;
        return GuardAsync(async () =>
        {
            await FlushAsync();
            await _session.SelectAsync(piece);
            Address();
        });
    }

    private async Task OpenedAsync(Guid workpiece)
    {
        _view = View.Picture;
        await GuardAsync(async () =>
        {
            await _session.LoadAsync(workpiece);
            Address();
        });
    }

    private Task UseAsync(StudioTool tool)
    {
        _view = View.Picture;
        return GuardAsync(async () =>
        {
            await FlushAsync();
            await _session.UseAsync(tool);
            Address();
        });
    }

    private Task ChooseAsync(ResultView result)
    {
        _view = View.Picture;
        _session.Choose(_session.Chosen?.Id == result.Id ? null : result);
        return Task.CompletedTask;
    }

    private Task PickAsync(int index)
    {
        if (index < _session.Candidates.Count && _session.Tool != StudioTool.Edit)
        {
            _session.Choose(_session.Candidates[index]);
        }

        return Task.CompletedTask;
    }

    private Task RunAsync() => GuardAsync(async () =>
    {
        if (_session.IsBusy || _session.Tool == StudioTool.Edit || !await FlushAsync())
        {
            return;
        }

        await _session.RefreshAsync();
        await _session.RunAsync();
        _view = View.Picture;
    });

    private Task GhostsAsync() => GuardAsync(async () =>
    {
        if (await FlushAsync())
        {
            await _session.RefreshAsync();
            await _session.RunGhostsAsync();
        }
    });

    private Task MakeWorseAsync() => GuardAsync(async () =>
    {
        if (_session.Current is { } piece && _session.Settings.Degradation(known: true) is { } degradation)
        {
            WorkpieceView worse = await Workpieces.TryDegradationAsync(Person.Id, piece.Id, degradation, _gone.Token);
            await _session.LoadAsync(worse.Id);
            Address();
        }
    });

    private Task CancelAsync() => GuardAsync(_session.CancelAsync);

    private Task EscapeAsync()
    {
        if (_session.IsBusy)
        {
            return CancelAsync();
        }

        _view = View.Picture;
        _session.Choose(null);
        return Task.CompletedTask;
    }

    private Task LookAtAsync(View view)
    {
        _view = view;
        StateHasChanged();
        return Task.CompletedTask;
    }

    private Task KeepAsync() => _session.Chosen is { } chosen ? GuardAsync(() => _session.KeepAsync(chosen)) : Task.CompletedTask;

    private Task DiscardAsync() => _session.Chosen is not { } chosen ? Task.CompletedTask : GuardAsync(async () =>
    {
        await _session.DiscardAsync(chosen);
        Snackbar.Add("Discarded.", Severity.Normal, options =>
        {
            options.Action = "Bring it back";
            options.OnClick = _ => InvokeAsync(() => GuardAsync(() => _session.BringBackAsync(chosen.Id)));
        });
    });

    private Task AgainAsync() => _session.Chosen is not { } chosen ? Task.CompletedTask : GuardAsync(() =>
        _session.RunAgainAsync(chosen, _session.Candidates.Append(chosen).Max(candidate => candidate.Seed) + 1));

    private Task GoOnAsync() => _session.Chosen is not { } chosen ? Task.CompletedTask : GuardAsync(async () =>
    {
        WorkpieceView opened = await Workpieces.OpenResultAsync(Person.Id, chosen.Id, _gone.Token);
        await _session.LoadAsync(opened.Id);
        Address();
    });

    private Task CopyAsync() => _session.Chosen is not { } chosen ? Task.CompletedTask : GuardAsync(async () =>
    {
        await Js.InvokeVoidAsync("navigator.clipboard.writeText", _gone.Token, chosen.ParametersJson);
        Snackbar.Add("Settings copied.", Severity.Normal);
    });

    private Task CutAsync(SquarePlacement? square) => _session.Current is not { } piece ? Task.CompletedTask : GuardAsync(async () =>
    {
        await Workpieces.AlignAsync(Person.Id, piece.Id, square, _gone.Token);
        _view = View.Picture;
        await _session.RefreshAsync();
    });

    private Task CloseAsync() => _session.Current is not { } piece ? Task.CompletedTask : GuardAsync(async () =>
    {
        await Workpieces.CloseAsync(Person.Id, piece.Id, _gone.Token);
        await _session.SelectAsync(null);
        await _session.LoadAsync(null);
        Address();
    });
}

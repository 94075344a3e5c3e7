using MudBlazor;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;

namespace MyStyle.Studio.Components.Live;

/// <summary>The strip along the bottom of every page: the running job, or the one that just ended.</summary>
public sealed partial class JobStrip
{
    private static readonly TimeSpan BetweenDrawings = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DoneIsShown = TimeSpan.FromSeconds(12);

    private JobView? _shown;
    private Guid? _dismissed;
    private int _waiting;
    private string _said = "";
    private string _saidKey = "";
    private long _saidAt;
    private long _drawnAt;
    private bool _isLoading;
    private bool _loadAgain;
    private bool _isDisposed;
    private ITimer? _hide;

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        Jobs.Changed -= Hear;
        _hide?.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _hide = Time.CreateTimer(_ => _ = InvokeAsync(HideDone), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Jobs.Changed += Hear;
        return LoadAsync();
    }

    private static double? Value(JobView job) => job.State == JobState.Done ? 1 : job.Share ?? (job.State == JobState.Running ? null : 0);

    /// <summary>On any thread.</summary>
    private void Hear(JobChange change)
    {
        if (_isDisposed)
        {
            return;
        }

        if (!change.IsProgress)
        {
            _ = InvokeAsync(LoadAsync);
        }
        else if (Time.GetElapsedTime(Volatile.Read(ref _drawnAt)) >= BetweenDrawings)
        {
            Volatile.Write(ref _drawnAt, Time.GetTimestamp());
            _ = InvokeAsync(Follow);
        }
    }

    /// <summary>Only the progress moved: no question to the database.</summary>
    private void Follow()
    {
        if (!_isDisposed && Jobs.Running is { } running)
        {
            Show(running);
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        if (_isLoading)
        {
            _loadAgain = true;
            return;
        }

        _isLoading = true;
        try
        {
            do
            {
                _loadAgain = false;
                IReadOnlyList<JobView> open = await Jobs.ListAsync(ended: 0);
                JobView? first = Jobs.Running ?? (open.Count > 0 ? open[0] : null);
                _waiting = open.Count(job => job.Id != first?.Id && job.State == JobState.Queued);
                JobView? over = first is null && _shown is { } before && before.Id != _dismissed ? await Jobs.GetAsync(before.Id) : null;
                Show(first ?? over);
            }
            while (_loadAgain && !_isDisposed);
        }
        finally
        {
            _isLoading = false;
        }

        if (!_isDisposed)
        {
            StateHasChanged();
        }
    }

    private void Show(JobView? job)
    {
        if (job?.State == JobState.Cancelled)
        {
            // Who cancelled it knows.
            job = null;
        }

        _shown = job;
        _hide?.Change(job?.State == JobState.Done ? DoneIsShown : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Say(job);
    }

    /// <summary>For who does not see it: a word at a change and at every tenth of the way, never more often than every five seconds.</summary>
    private void Say(JobView? job)
    {
        string key = job is null ? "" : $"{job.Id} {job.State} {(int)((job.Share ?? 0) * 10)}";
        if (key == _saidKey || (_said.Length > 0 && Time.GetElapsedTime(_saidAt) < BetweenWords))
        {
            return;
        }

        (_saidKey, _saidAt) = (key, Time.GetTimestamp());
        _said = job is null ? "" : $"{job.Title}: {JobWords.Percent(job)} {JobWords.Standing(job)}".Replace(":  ", ": ", StringComparison.Ordinal);
    }

    private void HideDone()
    {
        if (!_isDisposed && _shown?.State == JobState.Done)
        {
            _shown = null;
            StateHasChanged();
        }
    }

    private void Dismiss()
    {
        _dismissed = _shown?.Id;
        _shown = null;
    }

    private async Task CancelAsync(JobView job)
    {
        await ActAsync(() => Jobs.CancelAsync(job.Id));
        Snackbar.Add($"{job.Title} was cancelled.", Severity.Normal, options =>
        {
            options.Action = "Go on after all";
            options.OnClick = _ => Jobs.RetryAsync(job.Id);
        });
    }

    private async Task ActAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (EngineException e)
        {
            Snackbar.Add(e.Message, Severity.Warning);
        }
    }
}

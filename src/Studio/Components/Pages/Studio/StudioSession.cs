using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Results;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Components.Pages.Studio;

/// <summary>
/// What an open workspace knows: the pictures, the tool and its settings, the run that goes on, and what came of it. It draws nothing;
/// components look at it and ask it to act. It belongs to one page and lives on that page's thread.
/// </summary>
/// <param name="person">Whose.</param>
/// <param name="workpieces">The opened pictures.</param>
/// <param name="results">What was made.</param>
/// <param name="jobs">What runs.</param>
public sealed class StudioSession(Guid person, IWorkpieces workpieces, IResults results, IJobs jobs) : IDisposable
{
    private const int MostJobs = 20;

    private readonly Dictionary<StudioTool, ToolSettings> _settings = Enum.GetValues<StudioTool>().ToDictionary(tool => tool, tool => new ToolSettings(tool));
    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<Guid> _seen = [];

    /// <summary>Told when something changed.</summary>
    public event Action? Changed;

    /// <summary>Whose.</summary>
    public Guid Person => person;

    /// <summary>The opened pictures, the last worked on first; null until they are read.</summary>
    public IReadOnlyList<WorkpieceView>? Workpieces { get; private set; }

    /// <summary>The picture in the middle; null for none.</summary>
    public WorkpieceView? Current { get; private set; }

    /// <summary>The tool.</summary>
    public StudioTool Tool { get; private set; } = StudioTool.Inpaint;

    /// <summary>What the tool is set to.</summary>
    public ToolSettings Settings => _settings[Tool];

    /// <summary>Everything that was made of the current picture, the newest first.</summary>
    public IReadOnlyList<ResultView> History { get; private set; } = [];

    /// <summary>What the last run of this tool on this picture made.</summary>
    public IReadOnlyList<ResultView> Candidates { get; private set; } = [];

    /// <summary>The candidate in the picture's place; null shows the picture.</summary>
    public ResultView? Chosen { get; private set; }

    /// <summary>The untuned prior's answer beside the candidates; null if there is none.</summary>
    public ResultView? PriorAnswer => Candidates.FirstOrDefault(candidate => candidate.IsComparison);

    /// <summary>The run on the current picture that waits or goes on; null for none.</summary>
    public JobView? Run { get; private set; }

    /// <summary>The ghost strip's run that waits or goes on; null for none.</summary>
    public JobView? GhostRun { get; private set; }

    /// <summary>The ghost strip: a result for each of <see cref="ToolSettings.GhostBetas"/>; empty until it was made.</summary>
    public IReadOnlyList<ResultView> Ghosts { get; private set; } = [];

    /// <summary>Why the last run failed; null if it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether painting and running is possible now.</summary>
    public bool IsBusy => Run is not null;

    /// <summary>Reads the pictures and takes one of them up.</summary>
    /// <param name="wanted">Which; null for the last worked on.</param>
    public async Task LoadAsync(Guid? wanted)
    {
        Workpieces = await workpieces.ListAsync(person, _gone.Token);
        Guid? taken = wanted ?? Current?.Id;
        await SelectAsync(Workpieces.FirstOrDefault(item => item.Id == taken) ?? (Workpieces.Count > 0 ? Workpieces[0] : null));
    }

    /// <summary>Takes another picture up.</summary>
    public async Task SelectAsync(WorkpieceView? workpiece)
    {
        bool isOther = workpiece?.Id != Current?.Id;
        Current = workpiece;
        if (isOther)
        {
            (Chosen, Candidates, Ghosts, Failure) = (null, [], [], null);
            foreach (ToolSettings settings in _settings.Values)
            {
                settings.Seed = 0;
            }
        }

        await RefreshAsync();
    }

    /// <summary>Takes another tool up.</summary>
    public async Task UseAsync(StudioTool tool)
    {
        if (tool != Tool)
        {
            Tool = tool;
            (Chosen, Ghosts, Failure) = (null, [], null);
            await RefreshAsync();
        }
    }

    /// <summary>Runs the tool on the picture.</summary>
    /// <exception cref="EngineException">Something is missing; the sentence says what.</exception>
    public Task RunAsync() => StartAsync(ghost: false);

    /// <summary>Runs the tool at the ghost strip's betas.</summary>
    /// <exception cref="EngineException">Something is missing; the sentence says what.</exception>
    public Task RunGhostsAsync() => StartAsync(ghost: true);

    /// <summary>Makes a result again from another start.</summary>
    /// <exception cref="EngineException">No job made it.</exception>
    public async Task RunAgainAsync(ResultView result, long seed)
    {
        ArgumentNullException.ThrowIfNull(result);
        PictureOrder order = await results.RecipeAsync(person, result.Id, _gone.Token)
            ?? throw new EngineException("That result was not made by a run, so it cannot be made again.");
        WorkpieceView? about = await workpieces.GetAsync(person, order.Workpiece, _gone.Token)
            ?? throw new EngineException("The photo that this came from is closed. Open it again first.");
        await EnqueueAsync(order with { Seeds = [seed] }, about);
    }

    /// <summary>Ends the run.</summary>
    public async Task CancelAsync()
    {
        if ((Run ?? GhostRun) is { } run)
        {
            await jobs.CancelAsync(run.Id);
            await RefreshAsync();
        }
    }

    /// <summary>Puts a candidate in the picture's place; null shows the picture.</summary>
    public void Choose(ResultView? result)
    {
        Chosen = result;
        Changed?.Invoke();
    }

    /// <summary>Keeps a result, or takes that back.</summary>
    public async Task KeepAsync(ResultView result)
    {
        ArgumentNullException.ThrowIfNull(result);
        await results.KeepAsync(person, [result.Id], !result.IsKept, _gone.Token);
        await RefreshAsync();
    }

    /// <summary>Discards a result; the next one takes its place.</summary>
    public async Task DiscardAsync(ResultView result)
    {
        ArgumentNullException.ThrowIfNull(result);
        int place = Candidates.ToList().FindIndex(item => item.Id == result.Id);
        await results.DiscardAsync(person, [result.Id], true, _gone.Token);
        await RefreshAsync();
        if (Chosen is null && place >= 0 && Candidates.Count > 0)
        {
            Choose(Candidates[Math.Min(place, Candidates.Count - 1)]);
        }
    }

    /// <summary>Brings a discarded result back.</summary>
    public async Task BringBackAsync(Guid result)
    {
        await results.DiscardAsync(person, [result], false, _gone.Token);
        await RefreshAsync();
    }

    /// <summary>Whether a change of a job concerns this page.</summary>
    public bool Concerns(JobChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return !change.IsProgress && change.Person == person;
    }

    /// <summary>Reads the picture, the runs and the results again.</summary>
    public async Task RefreshAsync()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        Guid? current = Current?.Id;
        Workpieces = await workpieces.ListAsync(person, _gone.Token);
        IReadOnlyList<JobView> list = current is null ? [] : await jobs.ListAsync(person, MostJobs, _gone.Token);
        IReadOnlyList<ResultView> history = current is null
            ? []
            : await results.ListAsync(person, new ResultFilter { Workpiece = current, WithComparisons = true }, _gone.Token);
        if (current != Current?.Id)
        {
            return;
        }

        Current = Workpieces.FirstOrDefault(item => item.Id == current);
        JobView[] own = [.. list.Where(job => job.Workpiece == current && job.Order is PictureOrder)];
        Run = own.FirstOrDefault(job => !job.State.HasEnded() && !IsGhost(job));
        GhostRun = own.FirstOrDefault(job => !job.State.HasEnded() && IsGhost(job));
        History = history;
        await TakeCandidatesAsync(own);
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private static bool IsGhost(JobView job) => job.Order is PictureOrder { IsGhostStrip: true };

    private async Task TakeCandidatesAsync(JobView[] own)
    {
        ResultKind[] kinds = KindsOf(Tool);
        Guid? lastJob = History.FirstOrDefault(result => kinds.Contains(result.Kind) && result.Job is not null)?.Job;
        Candidates = lastJob is null ? [] : [.. (await results.ListAsync(person, new ResultFilter { Job = lastJob }, _gone.Token)).OrderBy(r => r.IsComparison)];
        Chosen = Chosen is null ? null : History.FirstOrDefault(result => result.Id == Chosen.Id);

        // A run that ended while the page was open shows what it made; one that ended before leaves the picture as it was.
        JobView? ended = own.FirstOrDefault(job => job.State.HasEnded() && !IsGhost(job));
        bool isNews = ended is not null && _seen.Remove(ended.Id);
        if (isNews)
        {
            Failure = ended!.State == JobState.Failed ? ended.Error ?? "The run did not come to its end. The picture is as it was; run it again." : null;
            Chosen = ended.Id == lastJob ? Candidates.FirstOrDefault(candidate => !candidate.IsComparison) : Chosen;
        }

        if (Run is not null)
        {
            _seen.Add(Run.Id);
            Failure = null;
        }

        JobView? ghosts = own.FirstOrDefault(job => IsGhost(job) && job.State == JobState.Done && KindOf(job) is { } kind && kinds.Contains(kind));
        Ghosts = ghosts is null ? [] : [.. await results.ListAsync(person, new ResultFilter { Job = ghosts.Id }, _gone.Token)];
    }

    private static ResultKind[] KindsOf(StudioTool tool) => tool switch
    {
        StudioTool.Inpaint => [ResultKind.Inpainting],
        StudioTool.Upscale => [ResultKind.Upscale],
        StudioTool.Restore => [ResultKind.Inversion, ResultKind.Restoration],
        _ => [ResultKind.Edit, ResultKind.Sweep],
    };

    private static ResultKind? KindOf(JobView job) => job.Kind switch
    {
        JobKind.Inpaint => ResultKind.Inpainting,
        JobKind.Upscale => ResultKind.Upscale,
        JobKind.Invert => ResultKind.Inversion,
        JobKind.Restore => ResultKind.Restoration,
        _ => null,
    };

    private Task StartAsync(bool ghost)
    {
        WorkpieceView workpiece = Current ?? throw new EngineException("Open a photo first.");
        return EnqueueAsync(Settings.Order(workpiece, ghost), workpiece);
    }

    private async Task EnqueueAsync(PictureOrder order, WorkpieceView about)
    {
        Chosen = null;
        Failure = null;
        Guid job = await jobs.EnqueueAsync(PictureJobs.Request(person, order, about), _gone.Token);
        if (!order.IsGhostStrip)
        {
            _seen.Add(job);
        }

        await RefreshAsync();
    }
}

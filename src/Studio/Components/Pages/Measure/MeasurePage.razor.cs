using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using MyStyle.Studio.Components.Shared;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Components.Pages.Measure;

/// <summary>The paper's figures of one person, measured on photos that did not train.</summary>
public sealed partial class MeasurePage
{
    private static readonly MeasureOrder Quick = new(60, 16, 0);
    private static readonly MeasureOrder Full = new(300, 100, 0);

    private static readonly (string Name, string Key, string Paper)[] Pairs =
    [
        ("Distance of the photos (LPIPS)", "referenceLpips", "0.37 → 0.22"),
        ("ID with the own photo", "referenceIdentity", "0.56 → 0.92"),
        ("ID between anchors", "interpolationIdentity", ""),
        ("ID of samples", "synthesisIdentity", "0.79"),
        ("Diversity of samples", "diversity", ""),
    ];

    private JobView? _job;
    private JsonElement? _report;
    private DateTime _when;
    private string? _steps;
    private string? _error;
    private int _test;
    private int _seen;

    [Inject]
    private IDbContextFactory<StudioDb> Databases { get; set; } = null!;

    private static (double? Before, double? After)? Pair(JsonElement report, string key) =>
        report.TryGetProperty(key, out JsonElement pair) && pair.ValueKind == JsonValueKind.Object ? (Number(pair, "before"), Number(pair, "after")) : null;

    private static double? Number(JsonElement element, string key) =>
        element.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string Text(JsonElement element, string key) =>
        element.TryGetProperty(key, out JsonElement value) ? value.ToString() : "";

    /// <inheritdoc/>
    protected override void Forget() => (_job, _report, _steps, _error, _test, _seen) = (null, null, null, null, 0, 0);

    /// <inheritdoc/>
    protected override Task FollowAsync(JobChange change) =>
        // A training's progress is none of this page's.
        !change.IsProgress || change.Job == _job?.Id ? ReloadAsync() : Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task<Action?> ReadAsync()
    {
        JobView[] jobs = [.. (await Jobs.ListAsync(Id, 100, Gone)).Where(job => job.Kind == JobKind.Evaluate)];
        // What is held out changes with every decision.
        string[] test = [.. (await Photos.GetAsync(Id, Gone)).Photos.Where(photo => photo.IsAccepted && photo.Split == "test").Select(photo => photo.FileName)];
        int seen = await SeenAsync(test);
        return () =>
        {
            (_test, _seen) = (test.Length, seen);
            Show(jobs);
        };
    }

    private void Show(JobView[] jobs)
    {
        _job = jobs.FirstOrDefault(job => !job.State.HasEnded());
        JobView? last = jobs.Where(job => job.State.HasEnded()).MaxBy(job => job.EndedUtc);
        _error = last is { State: JobState.Failed } ? last.Error : null;
        if (jobs.Where(job => job is { State: JobState.Done, OutcomeJson: not null }).MaxBy(job => job.EndedUtc) is { } done)
        {
            using JsonDocument outcome = JsonDocument.Parse(done.OutcomeJson!);
            _report = outcome.RootElement.TryGetProperty("report", out JsonElement report) ? report.Clone() : null;
            _when = done.EndedUtc ?? done.CreatedUtc;
            _steps = done.Order is MeasureOrder order ? $"{order.Steps} steps a projection, {order.Samples} samples" : null;
        }
    }

    /// <summary>
    /// How many photos are held out by now that the person's generator was trained on all the same: it may be older than the division.
    /// </summary>
    private async Task<int> SeenAsync(string[] photos)
    {
        await using StudioDb db = await Databases.CreateDbContextAsync(Gone);
        List<string> anchors = await db.Anchors.AsNoTracking()
            .Where(anchor => db.People.Any(person => person.Id == Id && person.GeneratorId == anchor.GeneratorId)).Select(anchor => anchor.PhotoName).ToListAsync(Gone);
        HashSet<string?> trained = [.. anchors.Select(Path.GetFileNameWithoutExtension)];
        return photos.Count(photo => trained.Contains(Path.GetFileNameWithoutExtension(photo)));
    }

    private Task StartAsync(MeasureOrder order) => Snackbar.TryAsync(async () =>
    {
        await Jobs.EnqueueAsync(new JobRequest(JobKind.Evaluate, "Measure the figures", Id, order), Gone);
        await ReloadAsync();
    });

    private Task CancelAsync(Guid job) => Snackbar.TryAsync(() => Jobs.CancelAsync(job));
}

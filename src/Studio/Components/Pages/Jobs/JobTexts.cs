using System.Globalization;
using MudBlazor;
using MyStyle.Engine.Service.Orders;
using MyStyle.Studio.Components.Shared;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Components.Pages.Jobs;

/// <summary>Jobs in words.</summary>
public static class JobTexts
{
    /// <summary>What a job does.</summary>
    public static string Name(this JobKind kind) => kind switch
    {
        JobKind.Train => "Training",
        JobKind.Invert => "Inversion",
        JobKind.Inpaint => "Inpainting",
        JobKind.Upscale => "Upscaling",
        JobKind.Restore => "Restoration",
        JobKind.Refine => "Refinement",
        JobKind.LearnDirection => "New slider",
        JobKind.Evaluate => "Measurement",
        _ => "Job",
    };

    /// <summary>Where it stands.</summary>
    public static string Name(this JobState state) => state switch
    {
        JobState.Queued => "waiting",
        JobState.Running => "running",
        JobState.Paused => "paused",
        JobState.Done => "done",
        JobState.Failed => "failed",
        JobState.Cancelled => "cancelled",
        _ => "",
    };

    /// <summary>The chip's class for a state.</summary>
    public static string Class(this JobState state) => state switch
    {
        JobState.Running => "alive",
        JobState.Done => "ok",
        JobState.Failed => "danger",
        _ => "",
    };

    /// <summary>A drawing for a kind.</summary>
    public static string Icon(this JobKind kind) => kind switch
    {
        JobKind.Train => Icons.Material.Outlined.ModelTraining,
        JobKind.Inpaint => Icons.Material.Outlined.Brush,
        JobKind.Upscale => Icons.Material.Outlined.ZoomOutMap,
        JobKind.Restore or JobKind.Invert => Icons.Material.Outlined.AutoFixHigh,
        JobKind.Refine => Icons.Material.Outlined.CenterFocusStrong,
        JobKind.LearnDirection => Icons.Material.Outlined.Tune,
        _ => Icons.Material.Outlined.Straighten,
    };

    /// <summary>What a page says of progress: phase, steps, rate, time left.</summary>
    public static string Progress(JobView job)
    {
        ArgumentNullException.ThrowIfNull(job);
        List<string> parts = [];
        if (job.Phase.Length > 0 && !job.State.HasEnded())
        {
            parts.Add(job.Phase);
        }

        if (job.TotalSteps > 0)
        {
            parts.Add($"{Words.Number(job.Step)} of {Words.Number(job.TotalSteps)} steps");
        }

        if (job.State == JobState.Running)
        {
            if (job.StepsPerSecond is { } rate)
            {
                parts.Add(Rate(rate));
            }

            if (job.Remaining is { } left)
            {
                parts.Add($"{Words.Duration(left)} left");
            }
        }
        else if (job.Seconds > 0)
        {
            parts.Add($"ran {Words.Duration(TimeSpan.FromSeconds(job.Seconds))}");
        }

        return string.Join(" · ", parts);
    }

    /// <summary>2.3 steps/s, or how long a step takes.</summary>
    public static string Rate(double stepsPerSecond) => stepsPerSecond switch
    {
        <= 0 => "no steps yet",
        < 0.7 => string.Create(CultureInfo.InvariantCulture, $"{1 / stepsPerSecond:0.0} s a step"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{stepsPerSecond:0.0} steps/s"),
    };

    /// <summary>Every parameter of an order, as label and value.</summary>
    public static IReadOnlyList<(string Label, string Value)> Parameters(StudioOrder order) => order switch
    {
        TrainPersonOrder train =>
        [
            ("Preset", train.Preset),
            ("Prior", Path.GetFileName(train.Prior)),
            ("Passes", Words.Number(train.Passes)),
            ("Photos a step", Words.Number(train.BatchSize)),
            ("Learning rate", train.LearningRate.ToString("G3", CultureInfo.InvariantCulture)),
            ("L2 weight", train.L2Weight.ToString("G3", CultureInfo.InvariantCulture)),
            ("Ends early", train.Patience is { } patience ? $"after {Words.Count(patience, "pass", "passes")} without progress" : "never"),
            ("Seed", train.Seed.ToString(CultureInfo.InvariantCulture)),
            ("Left out", Words.Count(train.LeftOut.Count, "photo")),
            .. train.ResumeFrom is null ? Array.Empty<(string, string)>() : [("Goes on from", "an earlier checkpoint")],
        ],
        PictureOrder picture =>
        [
            ("For", For(picture.Task)),
            ("Allowed beta", string.Join(", ", picture.Betas.Select(Beta))),
            ("Seeds", string.Join(", ", picture.Seeds)),
            ("Steps", Words.Number(picture.Steps)),
            ("Blend", picture.Blend),
            .. picture.Factor is { } factor ? new[] { ("Reduced first", $"{factor}×") } : [],
            .. picture.Degradation is { } degradation ? new[] { ("Repairs", degradation) } : [],
            ("Beside it", picture.CompareWithPrior ? "the untuned prior" : "nothing"),
        ],
        RefinePersonOrder refine => [("At most", Words.Count(refine.Steps, "step"))],
        DirectionOrder direction =>
        [
            ("Slider", direction.Name),
            direction.Attribute is { } attribute
                ? ("Learnt from", $"{attribute} in {Words.Count(direction.Samples, "sample")}")
                : ("Learnt from", $"{Words.Count(direction.With.Count, "photo")} with, {direction.Without.Count} without"),
            ("Seed", direction.Seed.ToString(CultureInfo.InvariantCulture)),
        ],
        MeasureOrder measure =>
        [
            ("Steps", Words.Number(measure.Steps)), ("Samples", Words.Number(measure.Samples)),
            ("Seed", measure.Seed.ToString(CultureInfo.InvariantCulture)),
        ],
        _ => [],
    };

    private static string For(PictureTask task) => task.ToString().ToLowerInvariant();

    private static string Beta(double? beta) => beta is { } bound ? bound.ToString("0.###", CultureInfo.InvariantCulture) : "unbounded";
}

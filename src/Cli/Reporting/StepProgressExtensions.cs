using MyStyle.Engine.Curation;
using MyStyle.Engine.Projection;

namespace MyStyle.Cli.Reporting;

/// <summary>What the engine reports, as steps of a bar. Heard at once, on the thread that reports.</summary>
internal static class StepProgressExtensions
{
    /// <summary>Hears counts.</summary>
    public static IProgress<int> Counts(this IStepProgress bar) => new Relay<int>(done => bar.Report(done));

    /// <summary>Hears how far a curation is.</summary>
    public static IProgress<CurationProgress> Curated(this IStepProgress bar) =>
        new Relay<CurationProgress>(progress => bar.Report(progress.Done, total: progress.Total));

    /// <summary>Hears the steps of a projection; the loss is the mean over its pictures.</summary>
    public static IProgress<ProjectionStep> Steps(this IStepProgress bar) =>
        new Relay<ProjectionStep>(step => bar.Report(step.Step, step.Lpips.Average() + step.L2.Average()));

    private sealed class Relay<T>(Action<T> hear) : IProgress<T>
    {
        public void Report(T value) => hear(value);
    }
}

using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Components.Pages.Train;

/// <summary>How long a training takes on this machine, by those that ran on it.</summary>
internal static class TrainingTimes
{
    // One visit of one photo at 128 px on two CPU cores (docs/results.md), until this machine has shown its own pace.
    private const double SecondsAVisit = 0.09;

    /// <summary>Seconds for one visit of one photo, and whether that was measured here.</summary>
    public static (double Seconds, bool IsMeasured) Visit(IEnumerable<JobView> jobs)
    {
        double[] paces = [.. jobs
            .Where(job => job.Kind == JobKind.Train && job.Step > 20 && job.Seconds > 5 && job.Order is TrainPersonOrder)
            .Take(5)
            .Select(job => job.Seconds / (job.Step * ((TrainPersonOrder)job.Order).BatchSize))];
        return paces.Length == 0 ? (SecondsAVisit, false) : (paces.Order().ElementAt(paces.Length / 2), true);
    }

    /// <summary>A guess for a preset.</summary>
    public static TimeSpan Guess(double secondsAVisit, int passes, int photos) => TimeSpan.FromSeconds(20 + (secondsAVisit * passes * photos));
}

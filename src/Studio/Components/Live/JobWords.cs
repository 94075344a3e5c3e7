using System.Globalization;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;

namespace MyStyle.Studio.Components.Live;

/// <summary>Jobs in words, and where they are looked at.</summary>
public static class JobWords
{
    /// <summary>Where a job is looked at: the training, the workpiece, or the list of jobs.</summary>
    public static string Address(JobView job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Person is not { } person ? $"/jobs/{job.Id}" : job switch
        {
            { Kind: JobKind.Train } => $"/people/{person}/train",
            { Kind: JobKind.LearnDirection } => $"/people/{person}/directions",
            { Kind: JobKind.Evaluate } => $"/people/{person}/measure",
            { Workpiece: { } workpiece } => $"/people/{person}/studio?workpiece={workpiece}",
            _ => $"/jobs/{job.Id}",
        };
    }

    /// <summary>The picture that stands for a job; null if there is none.</summary>
    public static string? Thumbnail(JobView job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job is { Person: { } person, ThumbnailSha: { } sha } ? $"/api/people/{person}/pictures/{sha}" : null;
    }

    /// <summary>How far it is, in a few words.</summary>
    public static string Standing(JobView job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.State switch
        {
            JobState.Queued => "waiting",
            JobState.Paused => "paused",
            JobState.Done => "done",
            JobState.Cancelled => "cancelled",
            JobState.Failed => "failed",
            _ when job.Phase.Length > 0 && job.Step == 0 => job.Phase,
            _ when job.Remaining is { } left => $"{Left(left)} left",
            _ => job.Phase.Length > 0 ? job.Phase : "running",
        };
    }

    /// <summary>38 s, 4 min, 2 h 10 min.</summary>
    public static string Left(TimeSpan left) => left.TotalSeconds switch
    {
        < 5 => "a moment",
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{left.TotalSeconds:0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{left.TotalMinutes:0} min"),
        < 172_800 => string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours} h {left.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{left.TotalDays:0} days"),
    };

    /// <summary>42 %; empty where it is unknown.</summary>
    public static string Percent(JobView job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Share is { } share ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 100):0} %") : "";
    }
}

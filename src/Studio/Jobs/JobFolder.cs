namespace MyStyle.Studio.Jobs;

/// <summary>A job's folder on disk.</summary>
internal static class JobFolder
{
    /// <summary>Where the engine puts its results until they are taken over.</summary>
    public static string Output(string job) => Path.Combine(job, "output");

    /// <summary>Where the engine writes checkpoints and looks for them.</summary>
    public static string Checkpoint(string job) => Path.Combine(job, "checkpoint");

    /// <summary>Removes a job's folder, and those above it that are empty then: of a person who is gone nothing stays.</summary>
    public static void Delete(string job)
    {
        if (Directory.Exists(job))
        {
            Directory.Delete(job, recursive: true);
        }

        string? jobs = Path.GetDirectoryName(job);
        foreach (string? above in new[] { jobs, Path.GetDirectoryName(jobs) })
        {
            if (!Directory.Exists(above) || Directory.EnumerateFileSystemEntries(above).Any())
            {
                return;
            }

            Directory.Delete(above);
        }
    }
}

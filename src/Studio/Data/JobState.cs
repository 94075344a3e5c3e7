namespace MyStyle.Studio.Data;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>The user holds it; it keeps its state.</summary>
    Paused,

    /// <summary>It came to its end.</summary>
    Done,

    /// <summary>It could not go on.</summary>
    Failed,

    /// <summary>The user ended it.</summary>
    Cancelled,
}

namespace MyStyle.Studio.Jobs;

/// <summary>Why a run is to end early.</summary>
internal enum EndReason
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>The user cancelled it.</summary>
    Cancelled,

    /// <summary>The job was removed, or its person.</summary>
    Removed,

    /// <summary>The program ends; the job goes on at the next start.</summary>
    Shutdown,
}

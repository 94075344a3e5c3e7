namespace MyStyle.Studio.Data;

/// <summary>Questions about states.</summary>
public static class JobStates
{
    /// <summary>Whether a job in this state will not change by itself any more.</summary>
    public static bool HasEnded(this JobState state) => state is JobState.Done or JobState.Failed or JobState.Cancelled;
}

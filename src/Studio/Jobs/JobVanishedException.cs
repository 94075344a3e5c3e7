namespace MyStyle.Studio.Jobs;

/// <summary>The job is not in the database any more: its person was deleted.</summary>
internal sealed class JobVanishedException() : Exception("The job was removed while it ran.");

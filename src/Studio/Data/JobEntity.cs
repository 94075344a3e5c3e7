namespace MyStyle.Studio.Data;

/// <summary>Something that takes long: waiting, running or ended.</summary>
public sealed class JobEntity
{
    /// <summary>Key.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Whose; null for none.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>The workpiece it is about; null for none.</summary>
    public Guid? WorkpieceId { get; set; }

    /// <summary>What it does.</summary>
    public JobKind Kind { get; set; }

    /// <summary>Where it stands.</summary>
    public JobState State { get; set; }

    /// <summary>What the list calls it.</summary>
    public required string Title { get; set; }

    /// <summary>The order, as JSON of the studio's own: paths are made when it starts, so that the data folder may move.</summary>
    public required string OrderJson { get; set; }

    /// <summary>Its place among those that wait; the least goes first.</summary>
    public double Position { get; set; }

    /// <summary>Steps taken.</summary>
    public long Step { get; set; }

    /// <summary>Of how many; 0 if unknown.</summary>
    public long TotalSteps { get; set; }

    /// <summary>What it does now, in words.</summary>
    public string Phase { get; set; } = "";

    /// <summary>Seconds it has run, over all starts.</summary>
    public double Seconds { get; set; }

    /// <summary>What came of it, as JSON of the engine's outcome; null until it is done.</summary>
    public string? OutcomeJson { get; set; }

    /// <summary>Why it failed: a sentence.</summary>
    public string? Error { get; set; }

    /// <summary>Content hash of a picture that stands for it; null if there is none.</summary>
    public string? ThumbnailSha { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTime CreatedUtc { get; set; }

    /// <summary>When it first ran.</summary>
    public DateTime? StartedUtc { get; set; }

    /// <summary>When it ended.</summary>
    public DateTime? EndedUtc { get; set; }

    /// <summary>What happened.</summary>
    public List<JobEventEntity> Events { get; } = [];
}

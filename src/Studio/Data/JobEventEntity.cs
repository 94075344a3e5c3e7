namespace MyStyle.Studio.Data;

/// <summary>Something that happened to a job: the points of its curves, and its milestones.</summary>
public sealed class JobEventEntity
{
    /// <summary>Key; later ones are greater.</summary>
    public long Id { get; set; }

    /// <summary>Which job.</summary>
    public Guid JobId { get; set; }

    /// <summary>When.</summary>
    public DateTime AtUtc { get; set; }

    /// <summary>state, phase, step, probe or checkpoint.</summary>
    public required string Kind { get; set; }

    /// <summary>Steps taken by then.</summary>
    public long Step { get; set; }

    /// <summary>Loss of a step.</summary>
    public double? Loss { get; set; }

    /// <summary>Perceptual distance of a step or a probe.</summary>
    public double? Lpips { get; set; }

    /// <summary>Identity of a probe.</summary>
    public double? Identity { get; set; }

    /// <summary>Perceptual distance of the held-out photos of a probe.</summary>
    public double? HeldOutLpips { get; set; }

    /// <summary>More, in words.</summary>
    public string? Text { get; set; }
}

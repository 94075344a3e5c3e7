using MessagePack;

namespace MyStyle.Studio.Streaming;

/// <summary>How a job stands, as the hub sends it: a few times a second while it runs, and once at the end.</summary>
[MessagePackObject]
public sealed record LiveProgress
{
    /// <summary>The job.</summary>
    [Key("job")]
    public required string Job { get; init; }

    /// <summary>queued, running, paused, done, failed or cancelled.</summary>
    [Key("state")]
    public required string State { get; init; }

    /// <summary>What it does now, in words.</summary>
    [Key("phase")]
    public required string Phase { get; init; }

    /// <summary>Steps taken.</summary>
    [Key("step")]
    public required long Step { get; init; }

    /// <summary>Of how many.</summary>
    [Key("total")]
    public required long TotalSteps { get; init; }

    /// <summary>Steps a second.</summary>
    [Key("rate")]
    public double? Rate { get; init; }

    /// <summary>Seconds left.</summary>
    [Key("left")]
    public double? SecondsLeft { get; init; }

    /// <summary>Points of the curves since the last message, or all of them in a viewer's first: step, loss, LPIPS.</summary>
    [Key("points")]
    public IReadOnlyList<double[]> Points { get; init; } = [];

    /// <summary>Probes since the last message, or all of them: step, LPIPS, ID, held-out LPIPS; NaN where not measured.</summary>
    [Key("probes")]
    public IReadOnlyList<double[]> Probes { get; init; } = [];

    /// <summary>Photos that are rendered far worse than the others.</summary>
    [Key("worst")]
    public IReadOnlyList<string> Worst { get; init; } = [];

    /// <summary>Why it failed.</summary>
    [Key("error")]
    public string? Error { get; init; }
}

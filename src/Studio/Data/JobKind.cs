namespace MyStyle.Studio.Data;

/// <summary>What a job does.</summary>
public enum JobKind
{
    /// <summary>Makes a prior of a person.</summary>
    Train,

    /// <summary>Finds a picture's coordinates.</summary>
    Invert,

    /// <summary>Fills a hole.</summary>
    Inpaint,

    /// <summary>Enlarges.</summary>
    Upscale,

    /// <summary>Restores.</summary>
    Restore,

    /// <summary>Tunes a generator on one photo.</summary>
    Refine,

    /// <summary>Learns a direction.</summary>
    LearnDirection,

    /// <summary>Measures the paper's figures.</summary>
    Evaluate,
}

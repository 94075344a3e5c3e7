namespace MyStyle.Engine.Curation;

/// <summary>What becomes of a photo.</summary>
public enum Verdict
{
    /// <summary>It belongs to the reference set.</summary>
    Accept,

    /// <summary>The file cannot be decoded.</summary>
    Unreadable,

    /// <summary>No face was found.</summary>
    NoFace,

    /// <summary>The face has too few pixels for the generator's resolution.</summary>
    TooSmall,

    /// <summary>Black and white, or toned.</summary>
    Grayscale,

    /// <summary>Blurred, blocky, burnt out or lost in the dark.</summary>
    LowQuality,

    /// <summary>Somebody else.</summary>
    WrongIdentity,

    /// <summary>The head is turned too far away.</summary>
    ExtremePose,

    /// <summary>Nearly the same picture as another one that was kept.</summary>
    Duplicate,

    /// <summary>The user said no.</summary>
    Rejected,
}

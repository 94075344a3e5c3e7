namespace MyStyle.Engine.Curation;

/// <summary>What a user said about a photo. Kept by content hash, so that it survives renaming and a rerun.</summary>
public enum UserDecision
{
    /// <summary>Keep it, whatever was measured.</summary>
    Keep,

    /// <summary>Leave it out.</summary>
    Reject,

    /// <summary>This is the person: the photo defines who is looked for.</summary>
    IsPerson,

    /// <summary>This is somebody else: photos that resemble it more than the person are left out.</summary>
    NotPerson,
}

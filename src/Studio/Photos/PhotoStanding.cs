namespace MyStyle.Studio.Photos;

/// <summary>Where a photo stands in its album.</summary>
public enum PhotoStanding
{
    /// <summary>Nobody has looked at it yet.</summary>
    New,

    /// <summary>It belongs to the reference set.</summary>
    Accepted,

    /// <summary>It is accepted with a remark, or left out by a hair: worth a look.</summary>
    ToLookAt,

    /// <summary>It is left out.</summary>
    LeftOut,
}

namespace MyStyle.Studio.Editing;

/// <summary>How a sweep along a direction is kept.</summary>
public enum SweepFormat
{
    /// <summary>A strip of pictures: PNG.</summary>
    Strip,

    /// <summary>An animation that every browser shows: GIF.</summary>
    Gif,

    /// <summary>An animation in full colour: WebP.</summary>
    WebP,
}

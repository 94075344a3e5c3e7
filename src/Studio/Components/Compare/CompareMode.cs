namespace MyStyle.Studio.Components.Compare;

/// <summary>How two pictures are compared.</summary>
public enum CompareMode
{
    /// <summary>A line that is moved over them.</summary>
    Wipe,

    /// <summary>The one before, for as long as a key or a finger is held.</summary>
    Hold,

    /// <summary>One after the other, by itself.</summary>
    Blink,

    /// <summary>Where they differ, and how much.</summary>
    Difference,

    /// <summary>One beside the other, and others too.</summary>
    SideBySide,
}

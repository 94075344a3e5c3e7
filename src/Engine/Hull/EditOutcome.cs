namespace MyStyle.Engine.Hull;

/// <summary>What became of one theta of an edit.</summary>
public enum EditOutcome
{
    /// <summary>On the line and inside the dilated hull.</summary>
    Inside,

    /// <summary>On the line, outside.</summary>
    Outside,

    /// <summary>Held at the end of the interval.</summary>
    Stopped,

    /// <summary>Taken back to the nearest point of the dilated hull.</summary>
    Projected,
}

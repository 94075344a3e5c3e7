namespace MyStyle.Engine.Hull;

/// <summary>What an edit does where it would leave the dilated hull (section 3.4, B.4).</summary>
public enum EdgePolicy
{
    /// <summary>Stay at the last theta inside.</summary>
    Stop,

    /// <summary>Go on along the line, outside.</summary>
    Continue,

    /// <summary>Go on, and take the nearest point of the dilated hull.</summary>
    ProjectBack,
}

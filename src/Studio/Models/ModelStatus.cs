namespace MyStyle.Studio.Models;

/// <summary>Whether a model is here.</summary>
public enum ModelStatus
{
    /// <summary>It came with the program.</summary>
    Bundled,

    /// <summary>The user installed it.</summary>
    Installed,

    /// <summary>A generator of the user's own, which the catalogue does not know.</summary>
    Own,

    /// <summary>It is not here.</summary>
    Missing,
}

namespace MyStyle.Studio.Components.Pages.Studio;

/// <summary>What the workspace does with a picture.</summary>
public enum StudioTool
{
    /// <summary>Find it in the prior, or undo what befell it.</summary>
    Restore,

    /// <summary>Fill what is painted.</summary>
    Inpaint,

    /// <summary>Enlarge it.</summary>
    Upscale,

    /// <summary>Move it along directions.</summary>
    Edit,
}

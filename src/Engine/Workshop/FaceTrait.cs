namespace MyStyle.Engine.Workshop;

/// <summary>What a picture of a face can be scored by.</summary>
public enum FaceTrait
{
    /// <summary>The share of happiness that the expression network sees.</summary>
    Smile,

    /// <summary>Degrees the head is turned, positive towards the left of the picture, as in the catalogue.</summary>
    Yaw,

    /// <summary>Degrees the head is raised.</summary>
    Pitch,
}

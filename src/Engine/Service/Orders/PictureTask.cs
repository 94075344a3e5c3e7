namespace MyStyle.Engine.Service.Orders;

/// <summary>What is done to a picture.</summary>
public enum PictureTask
{
    /// <summary>Find its coordinates in the person's prior.</summary>
    Invert,

    /// <summary>Fill a hole (5.2.1).</summary>
    Inpaint,

    /// <summary>Enlarge it (5.2.2).</summary>
    Upscale,

    /// <summary>Undo blur, noise, JPEG, missing colour or haze.</summary>
    Restore,
}

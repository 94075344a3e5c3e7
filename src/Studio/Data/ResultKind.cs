namespace MyStyle.Studio.Data;

/// <summary>What a result is.</summary>
public enum ResultKind
{
    /// <summary>A rendering of a photo's own code.</summary>
    Inversion,

    /// <summary>A filled hole.</summary>
    Inpainting,

    /// <summary>An enlargement.</summary>
    Upscale,

    /// <summary>A restored photo.</summary>
    Restoration,

    /// <summary>An edited picture.</summary>
    Edit,

    /// <summary>A sweep along a direction: a strip or an animation.</summary>
    Sweep,

    /// <summary>A picture drawn from the hull.</summary>
    Sample,

    /// <summary>A walk between anchors.</summary>
    Walk,
}

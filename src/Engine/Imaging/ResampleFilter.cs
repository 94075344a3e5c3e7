namespace MyStyle.Engine.Imaging;

/// <summary>The kernel of a resize. All of them widen when shrinking, so that nothing aliases.</summary>
public enum ResampleFilter
{
    /// <summary>Triangle, support 1.</summary>
    Bilinear,

    /// <summary>Keys' cubic with a = -0.5, support 2.</summary>
    Bicubic,

    /// <summary>Windowed sinc, support 3.</summary>
    Lanczos3,
}

namespace MyStyle.Engine.Projection;

/// <summary>The spaces a picture can be projected into (section 3.3, C.4).</summary>
public enum LatentSpace
{
    /// <summary>One coordinate an anchor and layer: alpha-plus, the paper's choice for enhancement.</summary>
    AlphaPlus,

    /// <summary>One coordinate an anchor.</summary>
    Alpha,

    /// <summary>One code w, anywhere in W. For comparison: it has no personal prior.</summary>
    W,

    /// <summary>One code a layer, anywhere. For comparison: it has no personal prior.</summary>
    WPlus,
}

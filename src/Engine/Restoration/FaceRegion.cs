namespace MyStyle.Engine.Restoration;

/// <summary>Parts of a face to mask. Left and right are those of the picture, not of the person.</summary>
public enum FaceRegion
{
    /// <summary>Both eyes with their brows.</summary>
    Eyes,

    /// <summary>Lips and what is close to them.</summary>
    Mouth,

    /// <summary>From the bridge to the nostrils.</summary>
    Nose,

    /// <summary>The half of the head on the picture's left, split along the nose.</summary>
    LeftHalf,

    /// <summary>The half of the head on the picture's right, split along the nose.</summary>
    RightHalf,

    /// <summary>The head below the tip of the nose.</summary>
    LowerFace,

    /// <summary>Everything but the head.</summary>
    Background,
}

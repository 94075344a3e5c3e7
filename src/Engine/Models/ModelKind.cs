namespace MyStyle.Engine.Models;

/// <summary>What a model is for.</summary>
public enum ModelKind
{
    /// <summary>A StyleGAN2 generator of faces in general.</summary>
    Prior,

    /// <summary>A network that maps an aligned face to one point of W.</summary>
    Encoder,

    /// <summary>A network that says how different two pictures look.</summary>
    Perceptual,

    /// <summary>Finds faces in a photo.</summary>
    FaceDetector,

    /// <summary>Finds the 68 landmarks of a face.</summary>
    FaceLandmarks,

    /// <summary>Describes whose face it is.</summary>
    FaceEmbedding,

    /// <summary>Describes the expression of a face.</summary>
    FaceExpression,

    /// <summary>A direction of W along which one attribute changes.</summary>
    Direction,
}

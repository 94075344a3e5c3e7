using MyStyle.Engine.Models;

namespace MyStyle.Studio.Models;

/// <summary>Kinds of models in words.</summary>
public static class ModelKinds
{
    /// <summary>One model of this kind.</summary>
    public static string Name(this ModelKind kind) => kind switch
    {
        ModelKind.Prior => "prior",
        ModelKind.Encoder => "encoder",
        ModelKind.Perceptual => "perceptual network",
        ModelKind.FaceDetector => "face detector",
        ModelKind.FaceLandmarks => "landmarks",
        ModelKind.FaceEmbedding => "face embedding",
        ModelKind.FaceExpression => "expressions",
        ModelKind.Direction => "direction",
        _ => "model",
    };
}

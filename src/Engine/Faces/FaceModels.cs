namespace MyStyle.Engine.Faces;

/// <summary>Where the face networks are (ONNX files).</summary>
/// <param name="Detector">BlazeFace, back camera model, 256 px.</param>
/// <param name="Landmarks">68 landmarks, 112 px.</param>
/// <param name="Embedder">The network that tells people apart, with its template and thresholds.</param>
/// <param name="Expression">Seven expressions, 112 px; null leaves expressions out.</param>
public sealed record FaceModels(string Detector, string Landmarks, FaceEmbedderModel Embedder, string? Expression)
{
    /// <summary>The bundled networks in one folder, under the names they ship with.</summary>
    public static FaceModels Bundled(string folder) => new(
        Path.Combine(folder, "face_detection_blazeface_back.onnx"),
        Path.Combine(folder, "face_landmarks_68.onnx"),
        FaceEmbedderModel.Dlib128(Path.Combine(folder, "face_embedding_dlib128.onnx")),
        Path.Combine(folder, "face_expression_7.onnx"));
}

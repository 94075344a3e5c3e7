using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Faces;

/// <summary>
/// An embedding network and everything that belongs to it: how its input is cut out and scaled, and which cosine means what.
/// Thresholds hold only for the template they were measured with.
/// </summary>
public sealed record FaceEmbedderModel
{
    /// <summary>A name for reports and caches; embeddings of different names are never compared.</summary>
    public required string Name { get; init; }

    /// <summary>The ONNX file: one input [N, 3, size, size], one output [N, dimensions].</summary>
    public required string Path { get; init; }

    /// <summary>Side of the input in pixels.</summary>
    public required int InputSize { get; init; }

    /// <summary>Where the five points go in the input: eye left, eye right, nose tip, mouth corner left, mouth corner right.</summary>
    public required IReadOnlyList<Point2> Template { get; init; }

    /// <summary>Subtracted from a level (0..255) before <see cref="Scale"/>.</summary>
    public float Mean { get; init; }

    /// <summary>Multiplies a level after <see cref="Mean"/> was subtracted.</summary>
    public float Scale { get; init; } = 1;

    /// <summary>Whether the network wants blue first.</summary>
    public bool BlueFirst { get; init; }

    /// <summary>Adds the embedding of the mirrored face: twice the time, a little more accurate for ArcFace-like networks.</summary>
    public bool AddMirrored { get; init; }

    /// <summary>What the cosines of this network mean.</summary>
    public required FaceThresholds Thresholds { get; init; }

    /// <summary>
    /// The bundled network: dlib's descriptor, 128 values of 150 px. Its template is dlib's mean face, enlarged by 1.08.
    /// Cosines are high throughout: two people commonly reach 0.83.
    /// </summary>
    public static FaceEmbedderModel Dlib128(string path) => new()
    {
        Name = "dlib128",
        Path = path,
        InputSize = 150,
        Template = [new(45.353, 44.327), new(102.514, 44.327), new(73.934, 76.688), new(48.448, 105.265), new(99.419, 105.265)],
        Thresholds = new FaceThresholds { SamePerson = 0.903, SamePersonStrict = 0.920, Album = 0.915, Duplicate = 0.985, DuplicateStrict = 0.990 },
    };

    /// <summary>
    /// An ArcFace-like network of 112 px at the usual template, RGB levels mapped to [-1, 1].
    /// </summary>
    /// <param name="name">A name for reports and caches.</param>
    /// <param name="path">The ONNX file.</param>
    /// <param name="rawLevels">The network takes levels 0..255 and maps them itself.</param>
    public static FaceEmbedderModel ArcFace(string name, string path, bool rawLevels = false) => new()
    {
        Name = name,
        Path = path,
        InputSize = 112,
        Template = [new(38.2946, 51.6963), new(73.5318, 51.5014), new(56.0252, 71.7366), new(41.5493, 92.3655), new(70.7299, 92.2041)],
        Mean = rawLevels ? 0 : 127.5f,
        Scale = rawLevels ? 1 : 1 / 127.5f,
        Thresholds = new FaceThresholds { SamePerson = 0.28, SamePersonStrict = 0.30, Album = 0.33, Duplicate = 0.90, DuplicateStrict = 0.94 },
    };
}

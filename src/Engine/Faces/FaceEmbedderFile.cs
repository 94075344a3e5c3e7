using System.Text.Json;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Faces;

/// <summary>
/// An embedding network of the user's own, described by a small JSON file beside its ONNX file. Only <c>name</c> and
/// <c>model</c> must be there; everything else defaults to an ArcFace-like network of 112 px.
/// </summary>
/// <example><code>
/// {
///   "name": "my-arcface", "model": "my-arcface.onnx", "inputSize": 112, "mean": 127.5, "scale": 0.0078125, "blueFirst": false,
///   "template": [[38.29, 51.70], [73.53, 51.50], [56.03, 71.74], [41.55, 92.37], [70.73, 92.20]],
///   "thresholds": { "samePerson": 0.28, "samePersonStrict": 0.3, "album": 0.33, "duplicate": 0.9, "duplicateStrict": 0.94 }
/// }
/// </code></example>
public static class FaceEmbedderFile
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads a description.</summary>
    /// <exception cref="EngineException">It is missing, incomplete or wrong, or the ONNX file is not there.</exception>
    public static FaceEmbedderModel Read(string path)
    {
        Description description;
        try
        {
            description = JsonSerializer.Deserialize<Description>(File.ReadAllBytes(path), Format)
                ?? throw new EngineException($"{path} is empty; it must describe a face embedding network.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"The description of the face embedding network, {path}, cannot be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }

        if (string.IsNullOrWhiteSpace(description.Name) || string.IsNullOrWhiteSpace(description.Model))
        {
            throw new EngineException($"{path} must give the network's \"name\" and its ONNX file as \"model\".");
        }

        string model = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, description.Model));
        if (!File.Exists(model))
        {
            throw new EngineException($"{path} names the network {model}, which is not there.");
        }

        if (description.Template is { } template && (template.Length != 5 || template.Any(point => point.Length != 2)))
        {
            throw new EngineException($"{path}: \"template\" takes five points [x, y]: eye left, eye right, nose, mouth left, mouth right.");
        }

        FaceEmbedderModel usual = FaceEmbedderModel.ArcFace(description.Name, model);
        return usual with
        {
            InputSize = description.InputSize ?? usual.InputSize,
            Template = description.Template is null ? usual.Template : [.. description.Template.Select(point => new Point2(point[0], point[1]))],
            Mean = description.Mean ?? usual.Mean,
            Scale = description.Scale ?? usual.Scale,
            BlueFirst = description.BlueFirst,
            AddMirrored = description.AddMirrored,
            Thresholds = description.Thresholds ?? usual.Thresholds,
        };
    }

    private sealed record Description(
        string? Name, string? Model, int? InputSize, double[][]? Template, float? Mean, float? Scale, bool BlueFirst, bool AddMirrored,
        FaceThresholds? Thresholds);
}

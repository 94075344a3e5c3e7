using System.Text.Json;
using MyStyle.Engine.Weights;

namespace MyStyle.Studio.Files;

/// <summary>Coordinates over anchors as the file that the engine reads.</summary>
internal static class CodeFile
{
    /// <summary>Makes the file.</summary>
    /// <param name="alpha">[layers, N], row after row.</param>
    /// <param name="layers">Rows.</param>
    /// <param name="anchors">The anchors' names in their order; left out if they are not as many as the coordinates.</param>
    public static byte[] Write(double[] alpha, int layers, IReadOnlyList<string> anchors)
    {
        int count = alpha.Length / layers;
        float[] values = Array.ConvertAll(alpha, value => (float)value);
        Dictionary<string, string> metadata = anchors.Count == count ? new() { ["anchors"] = JsonSerializer.Serialize(anchors) } : [];
        string path = Path.Combine(Path.GetTempPath(), $"mystyle-{Guid.NewGuid():N}.safetensors");
        try
        {
            SafetensorsWriter.Write(
                path, new WeightFile(new Dictionary<string, StoredTensor> { ["alpha"] = StoredTensor.FromFloats(values, layers, count) }, metadata));
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

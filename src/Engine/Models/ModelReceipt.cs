using System.Text.Json;
using System.Text.Json.Serialization;

namespace MyStyle.Engine.Models;

/// <summary>What was installed, kept beside the file: the hash to check against where the catalogue knows none.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Sha256">SHA-256 of the installed file.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Sources">SHA-256 of every published file it was made of, by file name.</param>
/// <param name="InstalledUtc">When.</param>
public sealed record ModelReceipt(
    string Name,
    string Sha256,
    long Size,
    IReadOnlyDictionary<string, string> Sources,
    DateTimeOffset InstalledUtc)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The receipt of the model file at <paramref name="path"/>; null if there is none or it cannot be read.</summary>
    public static ModelReceipt? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ModelReceipt>(File.ReadAllText(PathFor(path)), Format);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the receipt beside the model file at <paramref name="path"/>.</summary>
    internal void Write(string path)
    {
        string temporary = PathFor(path) + ".part";
        File.WriteAllText(temporary, JsonSerializer.Serialize(this, Format));
        File.Move(temporary, PathFor(path), overwrite: true);
    }

    private static string PathFor(string path) => path + ".json";
}

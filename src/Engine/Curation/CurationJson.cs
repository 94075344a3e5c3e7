using System.Text.Json;
using System.Text.Json.Serialization;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Curation;

/// <summary>Reads and writes <c>curation.json</c>.</summary>
public static class CurationJson
{
    /// <summary>The file's name inside the output folder.</summary>
    public const string FileName = "curation.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Writes the report into the output folder.</summary>
    /// <exception cref="EngineException">The file cannot be written.</exception>
    public static void Write(string outputFolder, CurationReport report)
        => AtomicFile.Write(Path.Combine(outputFolder, FileName), JsonSerializer.SerializeToUtf8Bytes(report, Json));

    /// <summary>Reads the report of an output folder.</summary>
    /// <exception cref="EngineException">There is none, or it is damaged.</exception>
    public static CurationReport Read(string outputFolder)
    {
        string path = Path.Combine(outputFolder, FileName);
        try
        {
            return JsonSerializer.Deserialize<CurationReport>(File.ReadAllBytes(path), Json)
                ?? throw new EngineException($"{path} is empty. Run 'mystyle curate' again.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EngineException($"{outputFolder} holds no {FileName}. Run 'mystyle curate' first.", e);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"{path} cannot be read: {e.Message} Run 'mystyle curate' again.", e);
        }
    }
}

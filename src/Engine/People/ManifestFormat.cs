using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.People;

/// <summary><c>person.json</c> as text.</summary>
internal static class ManifestFormat
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static byte[] Write(PersonManifest manifest) => JsonSerializer.SerializeToUtf8Bytes(manifest, Options);

    /// <summary>Reads a manifest; <paramref name="origin"/> is what the user called it.</summary>
    public static PersonManifest Read(ReadOnlySpan<byte> text, string origin)
    {
        try
        {
            CheckFormat(text, origin);
            return JsonSerializer.Deserialize<PersonManifest>(text, Options) ?? throw Damaged(origin, "it is empty");
        }
        catch (JsonException e)
        {
            throw Damaged(origin, e.Message);
        }
    }

    private static void CheckFormat(ReadOnlySpan<byte> text, string origin)
    {
        // Before anything else: a newer format may have other keys, and its version is what the user must hear about.
        using JsonDocument document = JsonDocument.Parse(text.ToArray());
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("formatVersion", out JsonElement element)
            || element.ValueKind != JsonValueKind.Number
            || !element.TryGetInt32(out int version)
            || version < 1)
        {
            throw Damaged(origin, "it has no format version");
        }

        if (version > PersonManifest.CurrentFormat)
        {
            throw new EngineException(
                $"{origin} was made by a newer version of this program (format {version}, this one reads up to {PersonManifest.CurrentFormat}). Update mystyle to open it.");
        }
    }

    private static EngineException Damaged(string origin, string reason) =>
        new($"{origin}: {PersonNames.Manifest} is damaged ({reason.ReplaceLineEndings(" ")}).");
}

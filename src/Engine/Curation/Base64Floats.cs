using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MyStyle.Engine.Curation;

/// <summary>Arrays of floats as base64 of their little-endian bytes: exact, and a quarter of the length.</summary>
internal sealed class Base64Floats : JsonConverter<float[]>
{
    public override float[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        byte[] bytes = reader.GetBytesFromBase64();
        return bytes.Length % sizeof(float) == 0
            ? MemoryMarshal.Cast<byte, float>(bytes).ToArray()
            : throw new JsonException("The bytes are no whole number of floats.");
    }

    public override void Write(Utf8JsonWriter writer, float[] value, JsonSerializerOptions options)
        => writer.WriteBase64StringValue(MemoryMarshal.AsBytes<float>(value));
}

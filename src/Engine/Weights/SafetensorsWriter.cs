using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights;

/// <summary>Writes safetensors files. The same tensors and metadata give the same bytes, whatever their order.</summary>
public static class SafetensorsWriter
{
    /// <summary>
    /// Writes <paramref name="file"/> to <paramref name="path"/>, atomically. Tensors are laid out by element size, then name, and
    /// the data begin on a multiple of 8 bytes, so that every value is aligned.
    /// </summary>
    /// <exception cref="EngineException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">A tensor's data do not have the length its shape says.</exception>
    public static void Write(string path, WeightFile file)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(file);
        KeyValuePair<string, StoredTensor>[] tensors =
        [
            .. file.Tensors.OrderByDescending(item => StoredTensor.SizeOf(item.Value.Type)).ThenBy(item => item.Key, StringComparer.Ordinal),
        ];
        foreach ((string name, StoredTensor tensor) in tensors)
        {
            if (tensor.Data.Length != tensor.ByteLength)
            {
                throw new ArgumentException(
                    $"Tensor '{name}' has {tensor.Data.Length} bytes where its shape says {tensor.ByteLength}.", nameof(file));
            }
        }

        byte[] header = Header(tensors, file.Metadata);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach ((_, StoredTensor tensor) in tensors)
            {
                stream.Write(tensor.Data.Span);
            }
        });
    }

    private static byte[] Header(KeyValuePair<string, StoredTensor>[] tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in metadata.OrderBy(item => item.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach ((string name, StoredTensor tensor) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", Safetensors.NameOf(tensor.Type));
                json.WriteStartArray("shape");
                foreach (long extent in tensor.Shape)
                {
                    json.WriteNumberValue(extent);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.ByteLength);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        int padding = (8 - (buffer.WrittenCount % 8)) % 8;
        buffer.Write("        "u8[..padding]);
        return buffer.WrittenSpan.ToArray();
    }
}

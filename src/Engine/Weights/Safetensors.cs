using System.Buffers.Binary;
using System.Text.Json;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights;

/// <summary>The safetensors format: a length, a JSON header, raw little-endian tensors.</summary>
public static class Safetensors
{
    /// <summary>Reads every tensor of the file at <paramref name="path"/>.</summary>
    /// <exception cref="EngineException">The file is missing, truncated or no safetensors file.</exception>
    public static WeightFile Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, headerLength));
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty entry in header.RootElement.EnumerateObject())
        {
            if (entry.NameEquals("__metadata__"))
            {
                foreach (JsonProperty item in entry.Value.EnumerateObject())
                {
                    metadata[item.Name] = item.Value.GetString() ?? "";
                }

                continue;
            }

            ElementType type = entry.Value.GetProperty("dtype").GetString() switch
            {
                "F32" => ElementType.Float32,
                "F16" => ElementType.Float16,
                "BF16" => ElementType.BFloat16,
                "F64" => ElementType.Float64,
                "I64" => ElementType.Int64,
                "I32" => ElementType.Int32,
                "I16" => ElementType.Int16,
                "I8" => ElementType.Int8,
                "U8" => ElementType.UInt8,
                "BOOL" => ElementType.Bool,
                var other => throw new EngineException($"{path}: tensor '{entry.Name}' has the type {other}, which is not supported."),
            };
            long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt64())];
            JsonElement offsets = entry.Value.GetProperty("data_offsets");
            int from = 8 + headerLength + offsets[0].GetInt32();
            tensors[entry.Name] = new StoredTensor(type, shape, file.AsMemory(from, offsets[1].GetInt32() - offsets[0].GetInt32()));
        }

        return new WeightFile(tensors, metadata);
    }
}

using System.Buffers.Binary;
using System.Text.Json;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.People;

internal static class SafetensorsWriter
{
    public static void Write(string path, IReadOnlyDictionary<string, StoredTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var header = new Dictionary<string, object> { ["__metadata__"] = metadata };
        long at = 0;
        foreach ((string name, StoredTensor tensor) in tensors)
        {
            string type = tensor.Type switch { ElementType.Float32 => "F32", ElementType.Float16 => "F16", _ => throw new NotSupportedException() };
            header[name] = new { dtype = type, shape = tensor.Shape, data_offsets = new[] { at, at + tensor.ByteLength } };
            at += tensor.ByteLength;
        }

        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header);
        using FileStream file = File.Create(path);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        file.Write(length);
        file.Write(json);
        foreach (StoredTensor tensor in tensors.Values)
        {
            file.Write(tensor.Data.Span);
        }
    }
}

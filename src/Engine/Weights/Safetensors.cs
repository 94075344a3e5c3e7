using System.Buffers.Binary;
using System.Text.Json;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights;

/// <summary>The safetensors format: a length, a JSON header, raw little-endian tensors.</summary>
public static class Safetensors
{
    // What the format's own library allows.
    private const long MaxHeader = 100_000_000;

    /// <summary>
    /// Opens the file at <paramref name="path"/>. The tensors are windows of the mapped file: nothing is copied, and the file may
    /// be replaced by a rename while they are in use.
    /// </summary>
    /// <exception cref="EngineException">The file is missing, cut off or no well-formed safetensors file.</exception>
    public static WeightFile Read(string path) => Read(MappedFile.Open(path));

    internal static WeightFile Read(MappedFile file)
    {
        if (file.Length < 8)
        {
            throw new EngineException($"{file.Path} is no safetensors file: it has {file.Length} bytes.");
        }

        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(0, 8).Span);
        if (headerLength > MaxHeader || (long)headerLength > file.Length - 8)
        {
            throw new EngineException($"{file.Path} is no safetensors file, or it is cut off within its header.");
        }

        try
        {
            using JsonDocument header = JsonDocument.Parse(
                file.Slice(8, (long)headerLength), new JsonDocumentOptions { MaxDepth = 8 });
            return Read(file, header.RootElement, 8 + (long)headerLength);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or FormatException)
        {
            throw new EngineException($"{file.Path} is no well-formed safetensors file: its header is unreadable.", cause);
        }
    }

    /// <summary>What the format calls a type.</summary>
    internal static string NameOf(ElementType type) => type switch
    {
        ElementType.Float32 => "F32",
        ElementType.Float16 => "F16",
        ElementType.BFloat16 => "BF16",
        ElementType.Float64 => "F64",
        ElementType.Int64 => "I64",
        ElementType.Int32 => "I32",
        ElementType.Int16 => "I16",
        ElementType.Int8 => "I8",
        ElementType.UInt8 => "U8",
        _ => "BOOL",
    };

    private static WeightFile Read(MappedFile file, JsonElement header, long dataStart)
    {
        if (header.ValueKind != JsonValueKind.Object)
        {
            throw Malformed(file, "its header is no object");
        }

        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var ranges = new List<(long From, long To, string Name)>();
        foreach (JsonProperty entry in header.EnumerateObject())
        {
            if (entry.NameEquals("__metadata__"))
            {
                foreach (JsonProperty item in entry.Value.EnumerateObject())
                {
                    metadata[item.Name] = item.Value.GetString() ?? "";
                }

                continue;
            }

            (long from, long to) = Range(file, entry, dataStart);
            ranges.Add((from, to, entry.Name));
            if (!tensors.TryAdd(entry.Name, Tensor(file, entry, from, to, dataStart)))
            {
                throw Malformed(file, $"it has two tensors called '{entry.Name}'");
            }
        }

        CheckLayout(file, ranges, file.Length - dataStart);
        return new WeightFile(tensors, metadata);
    }

    private static (long From, long To) Range(MappedFile file, JsonProperty entry, long dataStart)
    {
        if (entry.Value.ValueKind == JsonValueKind.Object
            && entry.Value.TryGetProperty("data_offsets", out JsonElement offsets) && offsets.ValueKind == JsonValueKind.Array
            && offsets.GetArrayLength() == 2 && offsets[0].TryGetInt64(out long from) && offsets[1].TryGetInt64(out long to)
            && from >= 0 && from <= to)
        {
            return to <= file.Length - dataStart
                ? (from, to)
                : throw new EngineException($"{file.Path} is cut off: the data of '{entry.Name}' end behind its end. Fetch it again.");
        }

        throw Malformed(file, $"tensor '{entry.Name}' has no valid place");
    }

    private static StoredTensor Tensor(MappedFile file, JsonProperty entry, long from, long to, long dataStart)
    {
        if (!entry.Value.TryGetProperty("dtype", out JsonElement dtype) || !entry.Value.TryGetProperty("shape", out JsonElement shape))
        {
            throw Malformed(file, $"tensor '{entry.Name}' has no type or shape");
        }

        ElementType type = TypeOf(dtype.GetString())
            ?? throw new EngineException($"{file.Path}: tensor '{entry.Name}' has the type {dtype.GetString()}, which is not supported.");
        long[] extents = [.. shape.EnumerateArray().Select(extent => extent.GetInt64())];
        Int128 bytes = StoredTensor.SizeOf(type);
        foreach (long extent in extents)
        {
            bytes = extent < 0 || bytes > long.MaxValue ? -1 : bytes * extent;
        }

        return bytes == to - from
            ? new StoredTensor(type, extents, file.Slice(dataStart + from, to - from))
            : throw Malformed(file, $"tensor '{entry.Name}' has another size than its shape says");
    }

    /// <summary>The data follow each other without holes and without overlap, as the format demands.</summary>
    private static void CheckLayout(MappedFile file, List<(long From, long To, string Name)> ranges, long length)
    {
        ranges.Sort();
        long end = 0;
        foreach ((long from, long to, string name) in ranges)
        {
            if (from != end)
            {
                throw Malformed(file, from < end ? $"the data of '{name}' overlap another tensor's" : $"there is a hole before the data of '{name}'");
            }

            end = to;
        }

        if (end != length)
        {
            throw Malformed(file, $"{length - end} bytes at its end belong to no tensor");
        }
    }

    private static ElementType? TypeOf(string? name)
    {
        ElementType found = Enum.GetValues<ElementType>().FirstOrDefault(type => NameOf(type) == name, (ElementType)(-1));
        return found >= 0 ? found : null;
    }

    private static EngineException Malformed(MappedFile file, string what) =>
        new($"{file.Path} is no well-formed safetensors file: {what}.");
}

using System.Runtime.InteropServices;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.People;

/// <summary>Everything of a person but the manifest as bytes, one thing after the other, by name where there are several.</summary>
internal static class DeltaContent
{
    private const int MostEntries = 20_000;

    /// <summary>The small parts: anchors, descriptors, directions, thumbnails, small tensors.</summary>
    public static byte[] WriteParts(Person person, WeightDelta delta) => ToBytes(writer =>
    {
        WriteTable(writer, person.Anchors);
        writer.Write(person.EmbeddingModel);
        WriteTable(writer, person.Embeddings);
        WriteEach(writer, person.Directions, direction => WriteTable(writer, [direction]));
        WriteEach(writer, person.Thumbnails, picture =>
        {
            writer.Write(picture.Length);
            writer.Write(picture);
        });
        WriteEach(writer, delta.Exact, values => writer.Write(MemoryMarshal.AsBytes(values.AsSpan())));
    });

    /// <summary>The large tensors, packed.</summary>
    public static byte[] WriteWeights(WeightDelta delta) => ToBytes(writer => WriteEach(writer, delta.Stepped, difference =>
    {
        byte[] packed = StepCoder.Pack(difference.Steps, difference.Layout);
        writer.Write(difference.Step);
        writer.Write(packed.Length);
        writer.Write(packed);
    }));

    /// <summary>The person of both.</summary>
    /// <exception cref="EngineException">They do not fit together or not to the prior.</exception>
    public static Person Read(byte[] parts, byte[] weights, PersonManifest manifest, GeneratorWeights prior, string origin)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(parts));
            var person = new Person
            {
                Manifest = manifest,
                Generator = prior,
                Anchors = ReadTable(reader),
                EmbeddingModel = reader.ReadString(),
                Embeddings = ReadTable(reader),
                Directions = ReadEach(reader, _ => ReadTable(reader)[0]),
                Thumbnails = ReadEach(reader, _ => ReadBytes(reader, reader.ReadInt32())),
            };
            Dictionary<string, float[]> exact = ReadEach(reader, name => ReadFloats(reader, prior.Tensors[name].Count));
            using var packed = new BinaryReader(new MemoryStream(weights));
            Dictionary<string, QuantisedTensor> stepped = ReadEach(packed, name => ReadSteps(packed, prior.Tensors[name]));
            return IsAtEnd(reader) && IsAtEnd(packed)
                ? person with { Generator = new WeightDelta(stepped, exact).ApplyTo(prior) }
                : throw new EngineException($"{origin} is damaged: something follows its end.");
        }
        catch (Exception e) when (e is IOException or FormatException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new EngineException($"{origin} is damaged: its parts do not fit together.", e);
        }
    }

    private static bool IsAtEnd(BinaryReader reader) => reader.BaseStream.Position == reader.BaseStream.Length;

    private static byte[] ToBytes(Action<BinaryWriter> write)
    {
        using var output = new MemoryStream();
        using var writer = new BinaryWriter(output);
        write(writer);
        writer.Flush();
        return output.ToArray();
    }

    private static void WriteEach<T>(BinaryWriter writer, IReadOnlyDictionary<string, T> items, Action<T> write)
    {
        writer.Write(items.Count);
        foreach ((string name, T item) in items.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            writer.Write(name);
            write(item);
        }
    }

    private static Dictionary<string, T> ReadEach<T>(BinaryReader reader, Func<string, T> read)
    {
        int count = reader.ReadInt32();
        if (count is < 0 or > MostEntries)
        {
            throw new FormatException();
        }

        var items = new Dictionary<string, T>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string name = reader.ReadString();
            items[name] = read(name);
        }

        return items;
    }

    private static void WriteTable(BinaryWriter writer, float[][] rows)
    {
        writer.Write(rows.Length);
        writer.Write(rows.Length == 0 ? 0 : rows[0].Length);
        foreach (float[] row in rows)
        {
            writer.Write(MemoryMarshal.AsBytes(row.AsSpan()));
        }
    }

    private static float[][] ReadTable(BinaryReader reader)
    {
        (int rows, int columns) = (reader.ReadInt32(), reader.ReadInt32());
        if (rows is < 0 or > MostEntries)
        {
            throw new FormatException();
        }

        return [.. Enumerable.Range(0, rows).Select(_ => ReadFloats(reader, columns))];
    }

    private static QuantisedTensor ReadSteps(BinaryReader reader, StoredTensor prior)
    {
        (float step, byte[] packed) = (reader.ReadSingle(), ReadBytes(reader, reader.ReadInt32()));
        StepLayout layout = StepLayout.Of(prior);
        sbyte[] steps = new sbyte[prior.Count];
        StepCoder.Unpack(packed, steps, layout);
        return new QuantisedTensor(step, steps, layout);
    }

    private static float[] ReadFloats(BinaryReader reader, long count) => MemoryMarshal.Cast<byte, float>(ReadBytes(reader, sizeof(float) * count)).ToArray();

    /// <summary>Exactly so many bytes; no more is set aside than there is left.</summary>
    private static byte[] ReadBytes(BinaryReader reader, long count) =>
        count >= 0 && count <= reader.BaseStream.Length - reader.BaseStream.Position ? reader.ReadBytes((int)count) : throw new EndOfStreamException();
}

using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights.Pickling;

namespace MyStyle.Engine.Weights.Torch;

/// <summary>
/// PyTorch's stream before the zip container (1.6), still what pickled tensors are inside: five pickles (magic number, protocol,
/// system, object, keys), then for each key a count and raw data.
/// </summary>
internal sealed class LegacyStream : ITorchStorages
{
    private static readonly BigInteger Magic = BigInteger.Parse("119547037146038801333356", CultureInfo.InvariantCulture);

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _data = new(StringComparer.Ordinal);

    private LegacyStream(PickleNode root) => Root = root;

    /// <summary>The saved object.</summary>
    public PickleNode Root { get; }

    /// <summary>Whether a stream that begins with this pickle is one.</summary>
    public static bool IsMagic(PickleNode first) => first is PickleInteger number && number.Value == Magic;

    /// <summary>Reads what follows the magic number.</summary>
    public static LegacyStream Read(ReadOnlyMemory<byte> bytes, int position)
    {
        PickleReader.Read(bytes, ref position);
        PickleNode system = PickleReader.Read(bytes, ref position);
        if (PickleView.Get(system, "little_endian") is PickleBool { Value: false })
        {
            throw new EngineException("The file was saved on a big-endian machine, which is not supported.");
        }

        var referred = new Dictionary<string, string>(StringComparer.Ordinal);
        PickleNode root = PickleReader.Read(bytes, ref position, id => Note(id, referred));
        PickleNode keys = PickleReader.Read(bytes, ref position);
        var stream = new LegacyStream(root);
        foreach (PickleNode key in PickleView.Items(keys) ?? throw PickleInput.Damaged("it has no list of storages"))
        {
            stream.ReadData(bytes, ref position, StorageId.KeyText(key) ?? "", referred);
        }

        return stream;
    }

    /// <summary>The storage that is all of a nested stream, the way pickled tensors carry theirs.</summary>
    public static TorchStorage? ReadStorage(ReadOnlyMemory<byte> bytes)
    {
        int position = 0;
        if (!IsMagic(PickleReader.Read(bytes, ref position)))
        {
            throw PickleInput.Damaged("a storage that is no storage stream");
        }

        LegacyStream stream = Read(bytes, position);
        return stream.Root is PicklePersistent persistent
            ? stream.Find(persistent.Id)
            : throw PickleInput.Damaged("a storage stream that holds something else");
    }

    public TorchStorage? Find(PickleNode id)
    {
        if (StorageId.Parse(id) is not { } storage || !_data.TryGetValue(storage.Key, out ReadOnlyMemory<byte> data))
        {
            return null;
        }

        if (storage.View is [_, var from, var count] && PickleView.TryInteger(from, out long first) && PickleView.TryInteger(count, out long length))
        {
            long size = TorchStorage.SizeOf(storage.Class) ?? 1;
            if (first < 0 || length < 0 || first > int.MaxValue || length > int.MaxValue || (first + length) * size > data.Length)
            {
                throw PickleInput.Damaged("a view that is not within its storage");
            }

            data = data.Slice((int)(first * size), (int)(length * size));
        }

        return new TorchStorage(TorchStorage.TypeOf(storage.Class), data);
    }

    private static void Note(PickleNode id, Dictionary<string, string> referred)
    {
        if (StorageId.Parse(id) is { } storage)
        {
            referred[storage.Key] = storage.Class;
        }
    }

    private void ReadData(ReadOnlyMemory<byte> bytes, ref int position, string key, Dictionary<string, string> referred)
    {
        if (!referred.TryGetValue(key, out string? type) || TorchStorage.SizeOf(type) is not { } size)
        {
            throw new EngineException($"The file holds a storage of type {type ?? "unknown"}, which is not supported.");
        }

        if (bytes.Length - position < 8)
        {
            throw PickleInput.Damaged("it ends before its data; the file is probably cut off");
        }

        long count = BinaryPrimitives.ReadInt64LittleEndian(bytes.Span[position..]);
        position += 8;
        if (count < 0 || count > (bytes.Length - position) / size)
        {
            throw PickleInput.Damaged("it ends inside its data; the file is probably cut off");
        }

        _data[key] = bytes.Slice(position, (int)count * size);
        position += (int)count * size;
    }
}

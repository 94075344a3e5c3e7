using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights.Torch;

/// <summary>
/// The directory of a zip archive. Entries that are stored, as PyTorch stores them, are windows of the file; packed ones are
/// unpacked within the budget.
/// </summary>
internal sealed class ZipDirectory
{
    private const int EndLength = 22;
    private const int CentralLength = 46;
    private const int LocalLength = 30;

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _unpacked = new(StringComparer.Ordinal);
    private readonly MappedFile _file;
    private readonly ReadBudget _budget;
    private readonly long _start;

    private ZipDirectory(MappedFile file, ReadBudget budget)
    {
        _file = file;
        _budget = budget;
        (long start, long length) = FindDirectory();
        _start = start;
        ReadEntries(file.Slice(start, length).Span);
    }

    public IReadOnlyCollection<string> Names => _entries.Keys;

    public static ZipDirectory Read(MappedFile file, ReadBudget budget) => new(file, budget);

    /// <summary>The contents of an entry; null if there is none of that name.</summary>
    public ReadOnlyMemory<byte>? Find(string name)
    {
        if (_unpacked.TryGetValue(name, out ReadOnlyMemory<byte> known))
        {
            return known;
        }

        if (!_entries.TryGetValue(name, out Entry entry))
        {
            return null;
        }

        // The directory's own bytes are no entry's data.
        if (entry.Header > _start - LocalLength)
        {
            throw Damaged($"entry '{name}' lies outside the file");
        }

        ReadOnlySpan<byte> local = _file.Slice(entry.Header, LocalLength).Span;
        if (!local.StartsWith("PK\u0003\u0004"u8))
        {
            throw Damaged($"entry '{name}' does not begin where the directory says");
        }

        long data = entry.Header + LocalLength
            + BinaryPrimitives.ReadUInt16LittleEndian(local[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
        if (entry.PackedLength < 0 || entry.Length < 0 || data > _start - entry.PackedLength)
        {
            throw Damaged($"entry '{name}' lies outside the file");
        }

        ReadOnlyMemory<byte> packed = _file.Slice(data, entry.PackedLength);
        return entry.Method switch
        {
            0 when entry.Length == entry.PackedLength => packed,
            8 => _unpacked[name] = Unpack(name, packed, entry.Length),
            _ => throw Damaged($"entry '{name}' is packed in a way that is not supported"),
        };
    }

    private static EngineException Damaged(string what) => new($"The zip archive is damaged: {what}. Fetch it again.");

    private ReadOnlyMemory<byte> Unpack(string name, ReadOnlyMemory<byte> packed, long length)
    {
        if (length > Array.MaxLength)
        {
            throw Damaged($"entry '{name}' claims {length} bytes");
        }

        _budget.Spend(length + packed.Length);
        var contents = new byte[length];
        try
        {
            using var stream = new DeflateStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            stream.ReadExactly(contents);
            if (stream.ReadByte() >= 0)
            {
                throw Damaged($"entry '{name}' unpacks to more than it claims");
            }
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException)
        {
            throw new EngineException($"The zip archive is damaged: entry '{name}' cannot be unpacked. Fetch it again.", cause);
        }

        return contents;
    }

    private (long Start, long Length) FindDirectory()
    {
        int tail = (int)Math.Min(_file.Length, EndLength + ushort.MaxValue);
        long tailStart = _file.Length - tail;
        ReadOnlySpan<byte> bytes = _file.Slice(tailStart, tail).Span;
        int end = bytes.LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail - end < EndLength)
        {
            throw new EngineException($"{_file.Path} is cut off: the directory at the end of the zip archive is missing. Fetch it again.");
        }

        long length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(end + 12)..]);
        long start = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(end + 16)..]);
        long limit = tailStart + end;
        if (end >= 20 && bytes[(end - 20)..].StartsWith("PK\u0006\u0007"u8))
        {
            long large = BinaryPrimitives.ReadInt64LittleEndian(bytes[(end - 12)..]);
            ReadOnlySpan<byte> record = large >= 0 && large <= limit - 20 - 56 ? _file.Slice(large, 56).Span : default;
            if (!record.StartsWith("PK\u0006\u0006"u8))
            {
                throw Damaged("its directory is not where it should be");
            }

            length = BinaryPrimitives.ReadInt64LittleEndian(record[40..]);
            start = BinaryPrimitives.ReadInt64LittleEndian(record[48..]);
            limit = large;
        }

        return length >= 0 && start >= 0 && start <= limit - length ? (start, length) : throw Damaged("its directory is not where it should be");
    }

    private void ReadEntries(ReadOnlySpan<byte> directory)
    {
        while (directory.Length > 0)
        {
            if (directory.Length < CentralLength || !directory.StartsWith("PK\u0001\u0002"u8))
            {
                throw Damaged("its directory is unreadable");
            }

            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]);
            int total = CentralLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            if (total > directory.Length)
            {
                throw Damaged("its directory is unreadable");
            }

            if ((directory[8] & 1) != 0)
            {
                throw new EngineException("The zip archive is encrypted. Unpack it with its password first.");
            }

            string name = Encoding.UTF8.GetString(directory.Slice(CentralLength, nameLength));
            _budget.Spend(128 + (2 * nameLength));
            var entry = new Entry(
                BinaryPrimitives.ReadUInt16LittleEndian(directory[10..]),
                BinaryPrimitives.ReadUInt32LittleEndian(directory[20..]),
                BinaryPrimitives.ReadUInt32LittleEndian(directory[24..]),
                BinaryPrimitives.ReadUInt32LittleEndian(directory[42..]));
            if (!_entries.TryAdd(name, Widen(entry, directory.Slice(CentralLength + nameLength, extraLength))))
            {
                throw Damaged($"it has two entries called '{name}'");
            }

            directory = directory[total..];
        }
    }

    /// <summary>Replaces saturated 32-bit fields by the 64-bit ones of the zip64 extra field, in the order the format fixes.</summary>
    private static Entry Widen(Entry entry, ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            int kind = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            int length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]), extra.Length - 4);
            ReadOnlySpan<byte> field = extra.Slice(4, length);
            extra = extra[(4 + length)..];
            if (kind != 1)
            {
                continue;
            }

            return entry with
            {
                Length = Next(entry.Length, ref field),
                PackedLength = Next(entry.PackedLength, ref field),
                Header = Next(entry.Header, ref field),
            };
        }

        return entry;

        static long Next(long value, ref ReadOnlySpan<byte> field)
        {
            if (value != uint.MaxValue || field.Length < 8)
            {
                return value;
            }

            long wide = BinaryPrimitives.ReadInt64LittleEndian(field);
            field = field[8..];
            return wide >= 0 ? wide : throw Damaged("an entry has a negative size");
        }
    }

    private readonly record struct Entry(int Method, long PackedLength, long Length, long Header);
}

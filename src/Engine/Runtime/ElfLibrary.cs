using System.IO.MemoryMappedFiles;
using System.Text;

namespace MyStyle.Engine.Runtime;

/// <summary>
/// What the dynamic loader would see in a shared library, read without loading it: two libtorch copies in one process
/// abort it, so whether one fits must be known before any of it is loaded.
/// </summary>
internal sealed class ElfLibrary : IDisposable
{
    private const ushort MachineX64 = 62;
    private const int SymbolSize = 24;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly List<(long Address, long Offset, long Size)> _segments = [];
    private readonly Dictionary<long, long> _tags = [];
    private readonly List<long> _needed = [];
    private readonly long _strings;
    private readonly long _symbols;
    private readonly long _hash;

    private ElfLibrary(string path)
    {
        // The stream's length: FileInfo gives that of a symbolic link, not of the file behind it.
        FileStream stream = File.OpenRead(path);
        if (stream.Length < 64)
        {
            stream.Dispose();
            throw new InvalidDataException("it is not a shared library");
        }

        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        if (_view.ReadUInt32(0) != 0x464c457f || _view.ReadByte(4) != 2 || _view.ReadByte(5) != 1)
        {
            throw new InvalidDataException("it is not a shared library");
        }

        if (_view.ReadUInt16(18) != MachineX64)
        {
            throw new InvalidDataException("it is built for another processor");
        }

        ReadSegments();
        _strings = OffsetOf(Tag(5));
        _symbols = OffsetOf(Tag(6));
        _hash = OffsetOf(Tag(0x6ffffef5));
    }

    /// <summary>File names of the libraries it is linked to.</summary>
    public IReadOnlyList<string> Needed => [.. _needed.Select(at => Text(_strings + at))];

    /// <summary>Folders in which the loader looks for <see cref="Needed"/>, with <c>$ORIGIN</c> as it stands in the file.</summary>
    public IReadOnlyList<string> RunPath =>
        (_tags.TryGetValue(29, out long at) || _tags.TryGetValue(15, out at))
            ? Text(_strings + at).Split(':', StringSplitOptions.RemoveEmptyEntries)
            : [];

    /// <summary>Opens a library.</summary>
    /// <exception cref="InvalidDataException">The file is no x86-64 ELF library; the message goes on a sentence about the file.</exception>
    public static ElfLibrary Open(string path)
    {
        try
        {
            return new ElfLibrary(path);
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException or OverflowException or UnauthorizedAccessException)
        {
            throw new InvalidDataException("it is damaged or cannot be read", e);
        }
    }

    /// <summary>
    /// The symbols it must find elsewhere and that carry no version. libtorch's are of this kind; those of the C and C++
    /// libraries all have versions, and the loader itself reports those.
    /// </summary>
    public IEnumerable<string> UnversionedImports()
    {
        // The GNU hash table lists only definitions; imports are the symbols before the first listed one.
        uint firstDefinition = _view.ReadUInt32(_hash + 4);
        long versions = _tags.TryGetValue(0x6ffffff0, out long address) ? OffsetOf(address) : -1;
        for (uint i = 1; i < firstDefinition; i++)
        {
            long symbol = _symbols + (i * SymbolSize);
            bool isGlobal = _view.ReadByte(symbol + 4) >> 4 == 1;
            bool isUndefined = _view.ReadUInt16(symbol + 6) == 0;
            bool hasVersion = versions >= 0 && (_view.ReadUInt16(versions + (i * 2)) & 0x7fff) > 1;
            if (isGlobal && isUndefined && !hasVersion)
            {
                yield return Text(_strings + _view.ReadUInt32(symbol));
            }
        }
    }

    /// <summary>True if the library defines <paramref name="name"/> for others.</summary>
    public bool Exports(string name)
    {
        byte[] wanted = Encoding.ASCII.GetBytes(name);
        uint hash = wanted.Aggregate(5381u, (h, c) => unchecked((h * 33) + c));
        uint buckets = _view.ReadUInt32(_hash);
        uint first = _view.ReadUInt32(_hash + 4);
        uint bloomWords = _view.ReadUInt32(_hash + 8);
        int bloomShift = _view.ReadInt32(_hash + 12);
        if (buckets == 0 || bloomWords == 0)
        {
            return false;
        }

        long bloom = _hash + 16;
        ulong word = _view.ReadUInt64(bloom + (hash / 64 % bloomWords * 8));
        if ((word >> (int)(hash % 64) & word >> (int)((hash >> bloomShift) % 64) & 1) == 0)
        {
            return false;
        }

        long bucketTable = bloom + (bloomWords * 8L);
        long chains = bucketTable + (buckets * 4L);
        uint index = _view.ReadUInt32(bucketTable + (hash % buckets * 4));
        for (; index >= first; index++)
        {
            uint entry = _view.ReadUInt32(chains + ((index - first) * 4L));
            if ((entry | 1) == (hash | 1) && IsDefined(index) && Matches(index, wanted))
            {
                return true;
            }

            if ((entry & 1) == 1)
            {
                break;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private void ReadSegments()
    {
        long headers = _view.ReadInt64(32);
        int size = _view.ReadUInt16(54);
        int count = _view.ReadUInt16(56);
        long dynamic = -1;
        long dynamicSize = 0;
        for (int i = 0; i < count; i++)
        {
            long header = headers + ((long)i * size);
            uint type = _view.ReadUInt32(header);
            (long offset, long address, long length) = (_view.ReadInt64(header + 8), _view.ReadInt64(header + 16), _view.ReadInt64(header + 32));
            if (type == 1)
            {
                _segments.Add((address, offset, length));
            }
            else if (type == 2)
            {
                (dynamic, dynamicSize) = (offset, length);
            }
        }

        for (long at = dynamic; dynamic >= 0 && at < dynamic + dynamicSize; at += 16)
        {
            (long tag, long value) = (_view.ReadInt64(at), _view.ReadInt64(at + 8));
            if (tag == 1)
            {
                _needed.Add(value);
            }
            else
            {
                _tags.TryAdd(tag, value);
            }
        }
    }

    private long Tag(long tag) => _tags.TryGetValue(tag, out long value) ? value : throw new KeyNotFoundException();

    private long OffsetOf(long address)
    {
        foreach ((long start, long offset, long size) in _segments)
        {
            if (address >= start && address < start + size)
            {
                return address - start + offset;
            }
        }

        throw new KeyNotFoundException();
    }

    private bool IsDefined(uint index) => _view.ReadUInt16(_symbols + ((long)index * SymbolSize) + 6) != 0;

    private bool Matches(uint index, byte[] wanted)
    {
        long at = _strings + _view.ReadUInt32(_symbols + ((long)index * SymbolSize));
        for (int i = 0; i < wanted.Length; i++)
        {
            if (_view.ReadByte(at + i) != wanted[i])
            {
                return false;
            }
        }

        return _view.ReadByte(at + wanted.Length) == 0;
    }

    private string Text(long at)
    {
        var text = new StringBuilder();
        for (byte c; (c = _view.ReadByte(at++)) != 0;)
        {
            text.Append((char)c);
        }

        return text.ToString();
    }
}

using System.Buffers.Binary;
using System.Text;
using ICSharpCode.SharpZipLib.Checksum;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights.Torch;

/// <summary>
/// Writes a zip archive as PyTorch does, byte for byte: entries stored, data on multiples of 64 bytes (so that they can be mapped),
/// sizes behind the data, no dates, and the end records in both widths.
/// </summary>
internal sealed class ZipWriter(Stream stream)
{
    private const int Alignment = 64;
    private const ushort Flags = 0x0808;

    private readonly List<(byte[] Name, uint Crc, uint Length, uint Header)> _entries = [];
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _position;

    public void Add(string name, ReadOnlySpan<byte> contents)
    {
        byte[] nameBytes = Encoding.UTF8.GetBytes(name);
        uint header = Offset(_position);
        int unpadded = 30 + nameBytes.Length + 4;
        int padding = (int)((Alignment - ((_position + unpadded) % Alignment)) % Alignment);
        var local = new byte[unpadded + padding];
        "PK\u0003\u0004"u8.CopyTo(local);
        U16(local, 6, Flags);
        U16(local, 26, (ushort)nameBytes.Length);
        U16(local, 28, (ushort)(4 + padding));
        nameBytes.CopyTo(local, 30);
        int extra = 30 + nameBytes.Length;
        "FB"u8.CopyTo(local.AsSpan(extra));
        U16(local, extra + 2, (ushort)padding);
        local.AsSpan(unpadded).Fill((byte)'Z');
        Write(local);

        uint crc = WriteContents(contents);
        var descriptor = new byte[16];
        "PK\u0007\u0008"u8.CopyTo(descriptor);
        U32(descriptor, 4, crc);
        U32(descriptor, 8, (uint)contents.Length);
        U32(descriptor, 12, (uint)contents.Length);
        Write(descriptor);
        _entries.Add((nameBytes, crc, (uint)contents.Length, header));
    }

    public void Finish()
    {
        long start = _position;
        foreach ((byte[] name, uint crc, uint length, uint header) in _entries)
        {
            var central = new byte[46 + name.Length];
            "PK\u0001\u0002"u8.CopyTo(central);
            U16(central, 8, Flags);
            U32(central, 16, crc);
            U32(central, 20, length);
            U32(central, 24, length);
            U16(central, 28, (ushort)name.Length);
            U32(central, 42, header);
            name.CopyTo(central, 46);
            Write(central);
        }

        long end = _position;
        var tail = new byte[56 + 20 + 22];
        "PK\u0006\u0006"u8.CopyTo(tail);
        U64(tail, 4, 44);
        U16(tail, 12, 0x031E);
        U16(tail, 14, 45);
        U64(tail, 24, _entries.Count);
        U64(tail, 32, _entries.Count);
        U64(tail, 40, end - start);
        U64(tail, 48, start);
        "PK\u0006\u0007"u8.CopyTo(tail.AsSpan(56));
        U64(tail, 64, end);
        U32(tail, 72, 1);
        "PK\u0005\u0006"u8.CopyTo(tail.AsSpan(76));
        U16(tail, 84, Count());
        U16(tail, 86, Count());
        U32(tail, 88, Offset(end - start));
        U32(tail, 92, Offset(start));
        Write(tail);
    }

    private static uint Offset(long position) => position < uint.MaxValue
        ? (uint)position
        : throw new EngineException("The PyTorch file would exceed 4 GB, which is not supported. Use safetensors.");

    private static void U16(byte[] target, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(target.AsSpan(at), value);

    private static void U32(byte[] target, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(target.AsSpan(at), value);

    private static void U64(byte[] target, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(target.AsSpan(at), value);

    private ushort Count() => (ushort)Math.Min(_entries.Count, ushort.MaxValue);

    private uint WriteContents(ReadOnlySpan<byte> contents)
    {
        var crc = new Crc32();
        for (int from = 0; from < contents.Length; from += _buffer.Length)
        {
            int count = Math.Min(_buffer.Length, contents.Length - from);
            contents.Slice(from, count).CopyTo(_buffer);
            crc.Update(new ArraySegment<byte>(_buffer, 0, count));
            stream.Write(_buffer, 0, count);
        }

        _position += contents.Length;
        return (uint)crc.Value;
    }

    private void Write(byte[] bytes)
    {
        stream.Write(bytes);
        _position += bytes.Length;
    }
}

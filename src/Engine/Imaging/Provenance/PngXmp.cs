using System.Buffers.Binary;
using System.IO.Compression;
using ICSharpCode.SharpZipLib.Checksum;

namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>XMP in PNG: an international text chunk of a fixed keyword, here right after the header.</summary>
internal sealed class PngXmp : IXmpContainer
{
    private const int Overhead = 12;
    private const int MaxInflated = 16 << 20;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Keyword => "XML:com.adobe.xmp\0"u8;

    public bool Matches(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public byte[]? Embed(ReadOnlySpan<byte> file, ProvenanceRecord record)
    {
        using MemoryStream result = new();
        result.Write(Signature);
        int at = Signature.Length;
        bool ended = false;
        while (!ended && Next(file, at) is { } length)
        {
            ReadOnlySpan<byte> chunk = file.Slice(at, length);
            bool first = at == Signature.Length;
            if (first != chunk[4..].StartsWith("IHDR"u8))
            {
                return null;
            }

            if (!IsXmp(chunk))
            {
                result.Write(chunk);
            }

            if (first)
            {
                // Not compressed, with neither language nor translated keyword.
                WriteChunk(result, [.. "iTXt"u8, .. Keyword, 0, 0, 0, 0, .. XmpPacket.Write(record)]);
            }

            ended = chunk[4..].StartsWith("IEND"u8);
            at += length;
        }

        return ended ? result.ToArray() : null;
    }

    public IReadOnlyList<byte[]> Find(ReadOnlySpan<byte> file)
    {
        for (int at = Signature.Length; Next(file, at) is { } length; at += length)
        {
            ReadOnlySpan<byte> chunk = file.Slice(at, length);
            if (IsXmp(chunk) && Text(chunk[8..^4]) is { } packet)
            {
                return [packet];
            }
        }

        return [];
    }

    private static bool IsXmp(ReadOnlySpan<byte> chunk) => chunk[4..].StartsWith("iTXt"u8) && chunk[8..^4].StartsWith(Keyword);

    private static int? Next(ReadOnlySpan<byte> file, int at)
    {
        if (file.Length - at < Overhead)
        {
            return null;
        }

        long length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]) + (long)Overhead;
        return length <= file.Length - at ? (int)length : null;
    }

    private static void WriteChunk(MemoryStream target, byte[] typeAndData)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, typeAndData.Length - 4);
        target.Write(number);
        target.Write(typeAndData);
        Crc32 crc = new();
        crc.Update(typeAndData);
        BinaryPrimitives.WriteUInt32BigEndian(number, (uint)crc.Value);
        target.Write(number);
    }

    /// <summary>What follows keyword, compression flag and method, language, and translated keyword.</summary>
    private static byte[]? Text(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> rest = data[Keyword.Length..];
        if (rest.Length < 2)
        {
            return null;
        }

        bool compressed = rest[0] != 0;
        rest = rest[2..];
        for (int i = 0; i < 2; i++)
        {
            int end = rest.IndexOf((byte)0);
            if (end < 0)
            {
                return null;
            }

            rest = rest[(end + 1)..];
        }

        return compressed ? Inflate(rest.ToArray()) : rest.ToArray();
    }

    private static byte[]? Inflate(byte[] data)
    {
        try
        {
            using ZLibStream stream = new(new MemoryStream(data), CompressionMode.Decompress);
            using MemoryStream result = new();
            byte[] buffer = new byte[1 << 16];
            for (int n; (n = stream.Read(buffer)) > 0;)
            {
                result.Write(buffer, 0, n);
                if (result.Length > MaxInflated)
                {
                    return null;
                }
            }

            return result.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }
    }
}

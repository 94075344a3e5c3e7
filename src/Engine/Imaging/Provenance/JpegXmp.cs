using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>
/// XMP in JPEG: an APP1 segment after those of JFIF and EXIF. A segment ends at 64 KB; a longer record puts its recipe and its
/// description into extension segments, which the first one names by their MD5.
/// </summary>
internal sealed class JpegXmp : IXmpContainer
{
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte StartOfScan = 0xDA;
    private const int MaxPacket = 65_000;
    private const int MaxPortion = 65_000;
    private const int GuidLength = 32;

    private static ReadOnlySpan<byte> Name => "http://ns.adobe.com/xap/1.0/\0"u8;

    private static ReadOnlySpan<byte> ExtensionName => "http://ns.adobe.com/xmp/extension/\0"u8;

    public bool Matches(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public byte[]? Embed(ReadOnlySpan<byte> file, ProvenanceRecord record)
    {
        using MemoryStream result = new();
        result.Write(file[..2]);
        bool written = false;
        int at = 2;
        for (; Next(file, at) is var (marker, start, end); at = end)
        {
            ReadOnlySpan<byte> body = file[start..end];
            bool leads = marker == App0 || (marker == App1 && body.StartsWith("Exif\0"u8));
            if (!written && !leads)
            {
                WriteSegments(result, record);
                written = true;
            }

            if (marker == StartOfScan)
            {
                result.Write(file[at..]);
                return result.ToArray();
            }

            if (marker != App1 || (!body.StartsWith(Name) && !body.StartsWith(ExtensionName)))
            {
                result.Write(file[at..end]);
            }
        }

        return null;
    }

    public IReadOnlyList<byte[]> Find(ReadOnlySpan<byte> file)
    {
        byte[]? packet = null;
        XmpFields fields = new();
        for (int at = 2; packet is null && Next(file, at) is var (marker, start, end) && marker != StartOfScan; at = end)
        {
            if (marker == App1 && file[start..end].StartsWith(Name))
            {
                packet = file[start..end][Name.Length..].ToArray();
            }
        }

        return packet is null ? []
            : XmpParser.TryRead(packet, fields) && fields.Extension is { Length: GuidLength } guid && Extension(file, guid) is { } extension ? [packet, extension]
            : [packet];
    }

    /// <summary>The segment at <paramref name="at"/>: its marker, where its body starts, where the next segment starts.</summary>
    private static (byte Marker, int Start, int End)? Next(ReadOnlySpan<byte> file, int at)
    {
        if (at >= file.Length || file[at] != 0xFF)
        {
            return null;
        }

        while (at < file.Length && file[at] == 0xFF)
        {
            at++;
        }

        if (file.Length - at < 3)
        {
            return null;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 1)..]);
        int end = at + 1 + length;
        return length >= 2 && end <= file.Length ? (file[at], at + 3, end) : null;
    }

    private static void WriteSegments(MemoryStream target, ProvenanceRecord record)
    {
        byte[] packet = XmpPacket.Write(record);
        if (packet.Length <= MaxPacket)
        {
            WriteSegment(target, [.. Name, .. packet]);
            return;
        }

        byte[] extension = XmpPacket.WriteLong(record);
#pragma warning disable CA5351 // The format names an extension by its MD5; nothing is protected by it.
        string guid = Convert.ToHexString(MD5.HashData(extension));
#pragma warning restore CA5351
        byte[] main = XmpPacket.WriteShort(record, guid);
        if (main.Length > MaxPacket)
        {
            throw new EngineException("The name of the tool is too long for a JPEG (more than 64 KB), so the provenance was not written. Shorten it.");
        }

        WriteSegment(target, [.. Name, .. main]);
        byte[] head = [.. ExtensionName, .. Encoding.ASCII.GetBytes(guid), 0, 0, 0, 0, 0, 0, 0, 0];
        for (int offset = 0; offset < extension.Length; offset += MaxPortion)
        {
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(^8), extension.Length);
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(^4), offset);
            WriteSegment(target, [.. head, .. extension.AsSpan(offset, Math.Min(MaxPortion, extension.Length - offset))]);
        }
    }

    private static void WriteSegment(MemoryStream target, byte[] body)
    {
        Span<byte> head = [0xFF, App1, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(body.Length + 2));
        target.Write(head);
        target.Write(body);
    }

    /// <summary>The portions of an extension in their places; null unless every byte of it is there.</summary>
    private static byte[]? Extension(ReadOnlySpan<byte> file, string guid)
    {
        byte[]? whole = null;
        long filled = 0;
        byte[] head = [.. ExtensionName, .. Encoding.ASCII.GetBytes(guid)];
        for (int at = 2; Next(file, at) is var (marker, start, end) && marker != StartOfScan; at = end)
        {
            ReadOnlySpan<byte> body = file[start..end];
            if (marker != App1 || !body.StartsWith(head) || body.Length < head.Length + 8)
            {
                continue;
            }

            uint length = BinaryPrimitives.ReadUInt32BigEndian(body[head.Length..]);
            uint offset = BinaryPrimitives.ReadUInt32BigEndian(body[(head.Length + 4)..]);
            ReadOnlySpan<byte> portion = body[(head.Length + 8)..];
            if (length > file.Length || (whole is not null && whole.Length != length) || offset + (long)portion.Length > length)
            {
                return null;
            }

            whole ??= new byte[length];
            portion.CopyTo(whole.AsSpan((int)offset));
            filled += portion.Length;
        }

        return whole is not null && filled == whole.Length ? whole : null;
    }
}

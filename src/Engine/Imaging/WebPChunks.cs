using System.Buffers.Binary;
using System.Text;

namespace MyStyle.Engine.Imaging;

/// <summary>The RIFF container of WebP: chunks of four letters, a length and as many bytes, padded to an even number.</summary>
internal static class WebPChunks
{
    public const string Lossy = "VP8 ";
    public const string Lossless = "VP8L";
    public const string Extended = "VP8X";
    public const string Alpha = "ALPH";
    public const string Animation = "ANIM";
    public const string Frame = "ANMF";
    public const string Xmp = "XMP ";

    /// <summary>Flags of the extended header.</summary>
    public const byte AnimationFlag = 0x02;
    public const byte AlphaFlag = 0x10;

    private const int FileHeader = 12;
    private const int ChunkHeader = 8;

    public static bool IsWebP(ReadOnlySpan<byte> file)
        => file.Length >= FileHeader && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    /// <summary>The chunks in their order; null if the file ends too early. What follows the container's end is left out.</summary>
    public static IReadOnlyList<WebPChunk>? Read(ReadOnlySpan<byte> file)
    {
        long end = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + (long)ChunkHeader;
        if (end > file.Length)
        {
            return null;
        }

        List<WebPChunk> chunks = [];
        for (long at = FileHeader; at < end;)
        {
            if (end - at < ChunkHeader)
            {
                return null;
            }

            ReadOnlySpan<byte> head = file[(int)at..];
            long length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (length > end - at - ChunkHeader)
            {
                return null;
            }

            chunks.Add(new WebPChunk(Encoding.Latin1.GetString(head[..4]), (int)at + ChunkHeader, (int)length));
            at += ChunkHeader + length + (length & 1);
        }

        return chunks;
    }

    public static void Write(MemoryStream target, string name, ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        target.Write(Encoding.Latin1.GetBytes(name));
        target.Write(length);
        target.Write(data);
        if ((data.Length & 1) != 0)
        {
            target.WriteByte(0);
        }
    }

    /// <summary>A file of the chunks in <paramref name="body"/>.</summary>
    public static byte[] File(MemoryStream body)
    {
        byte[] file = new byte[FileHeader + body.Length];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), (uint)(body.Length + 4));
        "WEBP"u8.CopyTo(file.AsSpan(8));
        body.GetBuffer().AsSpan(0, (int)body.Length).CopyTo(file.AsSpan(FileHeader));
        return file;
    }

    /// <summary>The extended header for a simple file, from the first bytes of its picture; null if they make no sense.</summary>
    public static byte[]? ExtendedHeader(string name, ReadOnlySpan<byte> picture)
    {
        if (name == Lossy && picture.Length >= 10 && picture[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
        {
            int width = BinaryPrimitives.ReadUInt16LittleEndian(picture[6..]) & 0x3FFF;
            int height = BinaryPrimitives.ReadUInt16LittleEndian(picture[8..]) & 0x3FFF;
            return width > 0 && height > 0 ? ExtendedHeader(width, height, 0) : null;
        }

        if (name == Lossless && picture.Length >= 5 && picture[0] == 0x2F)
        {
            uint bits = BinaryPrimitives.ReadUInt32LittleEndian(picture[1..]);
            byte alpha = (bits & (1u << 28)) != 0 ? AlphaFlag : (byte)0;
            return ExtendedHeader((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1, alpha);
        }

        return null;
    }

    public static byte[] ExtendedHeader(int width, int height, byte flags)
    {
        byte[] header = new byte[10];
        header[0] = flags;
        WriteUInt24(header.AsSpan(4), width - 1);
        WriteUInt24(header.AsSpan(7), height - 1);
        return header;
    }

    public static void WriteUInt24(Span<byte> target, int value)
    {
        target[0] = (byte)value;
        target[1] = (byte)(value >> 8);
        target[2] = (byte)(value >> 16);
    }
}

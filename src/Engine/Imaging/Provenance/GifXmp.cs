namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>
/// XMP in GIF: an application extension, here the last block. The packet is not cut into sub-blocks of 255 bytes but stands there
/// as it is, so that text searches find it; a tail that counts down from 255 leads readers of sub-blocks, wherever in the text
/// they land, to its end.
/// </summary>
internal sealed class GifXmp : IXmpContainer
{
    private const byte Extension = 0x21;
    private const byte Picture = 0x2C;
    private const byte Trailer = 0x3B;
    private const int Header = 13;
    private static readonly byte[] Tail = MakeTail();
    private static readonly byte[] Name = [Extension, 0xFF, 11, .. "XMP DataXMP"u8];

    public bool Matches(ReadOnlySpan<byte> file) => file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8);

    public byte[]? Embed(ReadOnlySpan<byte> file, ProvenanceRecord record)
    {
        using MemoryStream result = new();
        int at = FirstBlock(file);
        bool hasPicture = false;
        if (at > file.Length)
        {
            return null;
        }

        // The older version has no extensions.
        result.Write("GIF89a"u8);
        result.Write(file[6..at]);
        while (Next(file, at) is { } end)
        {
            ReadOnlySpan<byte> block = file[at..end];
            hasPicture |= block[0] == Picture;
            if (!block.StartsWith(Name))
            {
                result.Write(block);
            }

            at = end;
        }

        if (!hasPicture || at >= file.Length || file[at] != Trailer)
        {
            return null;
        }

        result.Write(Name);
        result.Write(XmpPacket.Write(record));
        result.Write(Tail);
        result.WriteByte(Trailer);
        return result.ToArray();
    }

    public IReadOnlyList<byte[]> Find(ReadOnlySpan<byte> file)
    {
        int at = FirstBlock(file);
        while (Next(file, at) is { } end)
        {
            ReadOnlySpan<byte> block = file[at..end];
            if (block.StartsWith(Name))
            {
                ReadOnlySpan<byte> data = block[Name.Length..];
                return [data.EndsWith(Tail) ? data[..^Tail.Length].ToArray() : Join(data)];
            }

            at = end;
        }

        return [];
    }

    /// <summary>Where the blocks begin: after the header and the palette for all pictures, if there is one.</summary>
    private static int FirstBlock(ReadOnlySpan<byte> file) => file.Length < Header ? int.MaxValue : Header + Palette(file[10]);

    private static int Palette(byte flags) => (flags & 0x80) != 0 ? 3 << ((flags & 7) + 1) : 0;

    /// <summary>Where the block at <paramref name="at"/> ends; null at the trailer and where the file is cut.</summary>
    private static int? Next(ReadOnlySpan<byte> file, int at)
    {
        if (at >= file.Length)
        {
            return null;
        }

        // A picture has its place, its size, perhaps a palette, and the code size before its data.
        long data = file[at] switch
        {
            Extension => at + 2,
            Picture when file.Length - at >= 10 => at + 11 + Palette(file[at + 9]),
            _ => int.MaxValue,
        };
        while (data < file.Length)
        {
            byte length = file[(int)data];
            data += 1 + length;
            if (length == 0)
            {
                return (int)data;
            }
        }

        return null;
    }

    private static byte[] Join(ReadOnlySpan<byte> subBlocks)
    {
        using MemoryStream result = new();
        while (subBlocks[0] != 0)
        {
            result.Write(subBlocks.Slice(1, subBlocks[0]));
            subBlocks = subBlocks[(1 + subBlocks[0])..];
        }

        return result.ToArray();
    }

    private static byte[] MakeTail()
    {
        byte[] tail = new byte[258];
        tail[0] = 1;
        for (int i = 0; i <= 255; i++)
        {
            tail[1 + i] = (byte)(255 - i);
        }

        return tail;
    }
}

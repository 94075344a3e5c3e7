namespace MyStyle.Engine.Imaging.Animation;

/// <summary>The LZW of GIF: codes of 9 to 12 bits, lowest bit first, in sub-blocks of up to 255 bytes.</summary>
internal sealed class LzwEncoder
{
    private const int MaxCodes = 4096;
    private const int MaxWidth = 12;

    // Twice as many slots as codes keeps probing short.
    private const int SlotBits = 13;
    private const int Slots = 1 << SlotBits;

    private readonly Stream _target;
    private readonly byte[] _block = new byte[256];
    private readonly int[] _keys = new int[Slots];
    private readonly short[] _codes = new short[Slots];
    private int _blockLength;
    private uint _bits;
    private int _bitCount;

    private LzwEncoder(Stream target) => _target = target;

    /// <summary>Writes the sub-blocks of <paramref name="pixels"/> and their end.</summary>
    /// <param name="target">Written to, not closed.</param>
    /// <param name="pixels">Palette indices, at least one.</param>
    /// <param name="codeSize">Bits of an index, 2..8.</param>
    public static void Write(Stream target, ReadOnlySpan<byte> pixels, int codeSize)
    {
        LzwEncoder encoder = new(target);
        encoder.Encode(pixels, codeSize);
        encoder.Finish();
    }

    private void Encode(ReadOnlySpan<byte> pixels, int codeSize)
    {
        int clear = 1 << codeSize;
        int width = codeSize + 1;
        int next = clear + 2;
        Array.Fill(_keys, -1);
        Put(clear, width);
        int prefix = pixels[0];
        foreach (byte pixel in pixels[1..])
        {
            int key = (prefix << 8) | pixel;
            int slot = Find(key);
            if (_keys[slot] == key)
            {
                prefix = _codes[slot];
                continue;
            }

            Put(prefix, width);
            prefix = pixel;
            if (next == MaxCodes)
            {
                Put(clear, width);
                Array.Fill(_keys, -1);
                width = codeSize + 1;
                next = clear + 2;
                continue;
            }

            _keys[slot] = key;
            _codes[slot] = (short)next++;

            // The decoder learns a code one step later than the encoder, so the codes widen one later.
            if (next > 1 << width && width < MaxWidth)
            {
                width++;
            }
        }

        Put(prefix, width);

        // That code taught the decoder one more.
        Put(clear + 1, next == 1 << width && width < MaxWidth ? width + 1 : width);
    }

    private int Find(int key)
    {
        int slot = (int)(((uint)key * 2654435761u) >> (32 - SlotBits));
        while (_keys[slot] >= 0 && _keys[slot] != key)
        {
            slot = (slot + 1) & (Slots - 1);
        }

        return slot;
    }

    private void Put(int code, int width)
    {
        _bits |= (uint)code << _bitCount;
        for (_bitCount += width; _bitCount >= 8; _bitCount -= 8, _bits >>= 8)
        {
            PutByte((byte)_bits);
        }
    }

    private void PutByte(byte value)
    {
        _block[++_blockLength] = value;
        if (_blockLength == 255)
        {
            Flush();
        }
    }

    private void Flush()
    {
        _block[0] = (byte)_blockLength;
        _target.Write(_block, 0, _blockLength + 1);
        _blockLength = 0;
    }

    private void Finish()
    {
        if (_bitCount > 0)
        {
            PutByte((byte)_bits);
        }

        if (_blockLength > 0)
        {
            Flush();
        }

        _target.WriteByte(0);
    }
}

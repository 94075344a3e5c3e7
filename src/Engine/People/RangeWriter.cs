namespace MyStyle.Engine.People;

/// <summary>
/// Arithmetic coding of binary decisions: each takes as many bits as it is surprising. The interval is 32 bits wide and gives off
/// whole bytes; a carry is remembered until the byte it may change is known.
/// </summary>
internal sealed class RangeWriter
{
    /// <summary>Below this width a byte is given off.</summary>
    public const uint Narrow = 1 << 24;

    private readonly List<byte> _output = [];
    private ulong _low;
    private uint _range = uint.MaxValue;
    private byte _held;
    private long _pending = 1;

    /// <summary>A decision with a probability, which learns from it.</summary>
    public void Write(ref AdaptiveBit model, bool bit)
    {
        uint bound = (_range >> 16) * model.Zero;
        model.Learn(bit);
        if (bit)
        {
            _low += bound;
            _range -= bound;
        }
        else
        {
            _range = bound;
        }

        while (_range < Narrow)
        {
            _range <<= 8;
            GiveOff();
        }
    }

    /// <summary>Everything written, complete.</summary>
    public byte[] Finish()
    {
        for (int i = 0; i < 5; i++)
        {
            GiveOff();
        }

        return [.. _output];
    }

    private void GiveOff()
    {
        bool carry = _low > uint.MaxValue;
        if (carry || _low < 0xFF000000)
        {
            for (byte value = _held; _pending > 0; _pending--, value = 0xFF)
            {
                _output.Add((byte)(value + (carry ? 1 : 0)));
            }

            _held = (byte)(_low >> 24);
        }

        _pending++;
        _low = (_low & 0x00FFFFFF) << 8;
    }
}

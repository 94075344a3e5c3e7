namespace MyStyle.Engine.People;

/// <summary>Reads what a <see cref="RangeWriter"/> wrote. Behind the end it reads zeros: whether the data are whole is for others to check.</summary>
/// <param name="data">What the writer finished with.</param>
internal sealed class RangeReader(byte[] data)
{
    // The writer's first byte is always 0.
    private int _position = 5;
    private uint _range = uint.MaxValue;
    private uint _code = First(data);

    /// <summary>A decision with a probability, which learns from it.</summary>
    public bool Read(ref AdaptiveBit model)
    {
        uint bound = (_range >> 16) * model.Zero;
        bool bit = _code >= bound;
        if (bit)
        {
            _code -= bound;
            _range -= bound;
        }
        else
        {
            _range = bound;
        }

        while (_range < RangeWriter.Narrow)
        {
            _range <<= 8;
            _code = (_code << 8) | (_position < data.Length ? data[_position] : 0u);
            _position++;
        }

        model.Learn(bit);
        return bit;
    }

    private static uint First(byte[] data)
    {
        uint code = 0;
        for (int i = 1; i < 5; i++)
        {
            code = (code << 8) | (i < data.Length ? data[i] : 0u);
        }

        return code;
    }
}

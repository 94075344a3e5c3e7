using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights.Pickling;

/// <summary>The bytes of a pickle and a position in them; every length is checked against what is left.</summary>
internal sealed class PickleInput(ReadOnlyMemory<byte> bytes, int position)
{
    private const int MaxLine = 4096;
    private const int MaxIntegerBytes = 1024;

    public int Position { get; private set; } = position;

    private int Remaining => bytes.Length - Position;

    public static EngineException Damaged(string what) => new($"The pickle stream is damaged or hostile: {what}.");

    public byte Byte() => Take(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public double BigEndianDouble() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    public ReadOnlyMemory<byte> Bytes(ulong length)
    {
        if (length > (ulong)Remaining)
        {
            throw Damaged($"it ends inside a value of {length} bytes");
        }

        Position += (int)length;
        return bytes.Slice(Position - (int)length, (int)length);
    }

    /// <summary>A little-endian two's-complement integer of any sensible length.</summary>
    public BigInteger LongBytes(long length) => length is < 0 or > MaxIntegerBytes
        ? throw Damaged($"an integer of {length} bytes")
        : new BigInteger(Bytes((ulong)length).Span);

    public static BigInteger DecimalInteger(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan().TrimEnd('L');
        return digits.Length <= MaxIntegerBytes
            && BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value)
                ? value
                : throw Damaged("an integer that is none");
    }

    public double DecimalFloat()
    {
        string text = Line();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : text switch
            {
                "inf" => double.PositiveInfinity,
                "-inf" => double.NegativeInfinity,
                "nan" => double.NaN,
                _ => throw Damaged("a number that is none"),
            };
    }

    public int MemoKey()
    {
        ReadOnlySpan<byte> line = RawLine(MaxLine).Span;
        return Utf8Parser.TryParse(line, out int key, out int used) && used == line.Length && key >= 0
            ? key
            : throw Damaged("a memo key that is none");
    }

    public string Line() => Encoding.UTF8.GetString(RawLine(MaxLine).Span);

    public ReadOnlyMemory<byte> RawLine(int limit = int.MaxValue)
    {
        int length = bytes.Span[Position..].IndexOf((byte)'\n');
        if (length < 0 || length > limit)
        {
            throw Damaged("a line without end");
        }

        ReadOnlyMemory<byte> line = bytes.Slice(Position, length);
        Position += length + 1;
        return line;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (Remaining < count)
        {
            throw Damaged("it ends too early; the file is probably cut off");
        }

        Position += count;
        return bytes.Span.Slice(Position - count, count);
    }
}

using System.Runtime.InteropServices;

namespace MyStyle.Engine.Weights;

/// <summary>
/// A tensor as a file holds it: element type, shape and contiguous little-endian bytes, with no native library behind it.
/// </summary>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Extent of each dimension, outermost first; empty for a scalar.</param>
/// <param name="Data">Row-major contents, exactly <see cref="ByteLength"/> bytes.</param>
public sealed record StoredTensor(ElementType Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>Number of values; 1 for a scalar.</summary>
    public long Count => Shape.Aggregate(1L, (product, extent) => checked(product * extent));

    /// <summary>Bytes the values take.</summary>
    public long ByteLength => Count * SizeOf(Type);

    /// <summary>Whether the values are floating numbers.</summary>
    public bool IsFloating => Type is ElementType.Float32 or ElementType.Float16 or ElementType.BFloat16 or ElementType.Float64;

    /// <summary>Bytes of one value.</summary>
    public static int SizeOf(ElementType type) => type switch
    {
        ElementType.Float64 or ElementType.Int64 => 8,
        ElementType.Float32 or ElementType.Int32 => 4,
        ElementType.Float16 or ElementType.BFloat16 or ElementType.Int16 => 2,
        _ => 1,
    };

    /// <summary>A float32 tensor over a copy of <paramref name="values"/>.</summary>
    public static StoredTensor FromFloats(ReadOnlySpan<float> values, params long[] shape) =>
        new(ElementType.Float32, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>The same values under another shape of equal <see cref="Count"/>.</summary>
    public StoredTensor Reshape(params long[] shape) => this with { Shape = shape };

    /// <summary>
    /// The values in another floating type; this tensor itself if it has that type already. Narrowing rounds to nearest even;
    /// what half precision cannot hold becomes infinite.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is not a floating type.</exception>
    public StoredTensor ConvertTo(ElementType type)
    {
        if (type == Type)
        {
            return this;
        }

        float[] values = ToFloats();
        var bytes = new byte[Count * SizeOf(type)];
        Span<byte> target = bytes;
        switch (type)
        {
            case ElementType.Float32:
                MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(target);
                break;
            case ElementType.Float16:
                System.Numerics.Tensors.TensorPrimitives.ConvertToHalf(values, MemoryMarshal.Cast<byte, Half>(target));
                break;
            case ElementType.BFloat16:
                Convert(values, MemoryMarshal.Cast<byte, ushort>(target), ToBFloat16);
                break;
            case ElementType.Float64:
                Convert(values, MemoryMarshal.Cast<byte, double>(target), v => (double)v);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Only floating types are converted to.");
        }

        return new StoredTensor(type, Shape, bytes);
    }

    /// <summary>The values as 32-bit floats, whatever the file's type.</summary>
    public float[] ToFloats()
    {
        ReadOnlySpan<byte> bytes = Data.Span;
        var values = new float[Count];
        switch (Type)
        {
            case ElementType.Float32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
                break;
            case ElementType.Float16:
                System.Numerics.Tensors.TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
                break;
            case ElementType.BFloat16:
                Widen<ushort>(bytes, values, v => BitConverter.Int32BitsToSingle(v << 16));
                break;
            case ElementType.Float64:
                Widen<double>(bytes, values, v => (float)v);
                break;
            case ElementType.Int64:
                Widen<long>(bytes, values, v => v);
                break;
            case ElementType.Int32:
                Widen<int>(bytes, values, v => v);
                break;
            case ElementType.Int16:
                Widen<short>(bytes, values, v => v);
                break;
            case ElementType.Int8:
                Widen<sbyte>(bytes, values, v => v);
                break;
            default:
                Widen<byte>(bytes, values, v => v);
                break;
        }

        return values;
    }

    private static ushort ToBFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    private static void Convert<T>(ReadOnlySpan<float> values, Span<T> target, Func<float, T> convert)
    {
        for (int i = 0; i < values.Length; i++)
        {
            target[i] = convert(values[i]);
        }
    }

    private static void Widen<T>(ReadOnlySpan<byte> bytes, float[] values, Func<T, float> widen)
        where T : unmanaged
    {
        ReadOnlySpan<T> source = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = widen(source[i]);
        }
    }
}

using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights.Torch;

/// <summary>Cuts a tensor with an offset and strides out of flat data, copying only where it is not contiguous.</summary>
internal static class Strides
{
    /// <summary>More dimensions than any network has.</summary>
    public const int MaxRank = 16;

    private const long MaxExtent = 1L << 40;

    /// <summary>Row-major strides of <paramref name="shape"/>.</summary>
    public static long[] Contiguous(IReadOnlyList<long> shape)
    {
        var strides = new long[shape.Count];
        long stride = 1;
        for (int i = shape.Count - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(shape[i], 1);
        }

        return strides;
    }

    /// <param name="type">Element type of <paramref name="data"/>.</param>
    /// <param name="data">The storage.</param>
    /// <param name="offset">First element, in elements.</param>
    /// <param name="shape">Extents.</param>
    /// <param name="strides">Steps in elements, as many as extents.</param>
    /// <param name="budget">Pays for copies.</param>
    /// <exception cref="EngineException">The tensor is not within its storage.</exception>
    public static StoredTensor Cut(
        ElementType type, ReadOnlyMemory<byte> data, long offset, long[] shape, long[] strides, ReadBudget budget)
    {
        int size = StoredTensor.SizeOf(type);
        bool sane = shape.Length == strides.Length && shape.Length <= MaxRank
            && shape.Concat(strides).Append(offset).All(value => value is >= 0 and <= MaxExtent);
        Int128 count = 1;
        Int128 last = offset;
        for (int i = 0; sane && i < shape.Length; i++)
        {
            // A product of extents may only grow this far before it is refused, so 128 bits cannot overflow.
            count *= shape[i];
            last += (Int128)Math.Max(shape[i] - 1, 0) * strides[i];
            sane = count <= MaxExtent;
        }

        if (!sane || (count > 0 && (last + 1) * size > data.Length))
        {
            throw new EngineException($"The file is damaged: a tensor of shape {GeneratorShapes.Text(shape)} does not fit its data.");
        }

        if (count == 0)
        {
            return new StoredTensor(type, shape, ReadOnlyMemory<byte>.Empty);
        }

        if (IsContiguous(shape, strides))
        {
            return new StoredTensor(type, shape, data.Slice((int)(offset * size), (int)(count * size)));
        }

        if (count * size > Array.MaxLength)
        {
            throw new EngineException($"The file holds a tensor of shape {GeneratorShapes.Text(shape)}, over 2 GB, which is not supported.");
        }

        budget.Spend((long)count * size);
        return new StoredTensor(type, shape, Gather(data.Span[(int)(offset * size)..], size, shape, strides, (int)count));
    }

    private static bool IsContiguous(long[] shape, long[] strides)
    {
        long[] wanted = Contiguous(shape);
        return Enumerable.Range(0, shape.Length).All(i => shape[i] == 1 || strides[i] == wanted[i]);
    }

    private static byte[] Gather(ReadOnlySpan<byte> source, int size, long[] shape, long[] strides, int count)
    {
        var target = new byte[count * size];
        var index = new long[shape.Length];
        long from = 0;
        for (int i = 0; i < count; i++)
        {
            source.Slice((int)from * size, size).CopyTo(target.AsSpan(i * size));
            for (int d = shape.Length - 1; d >= 0; d--)
            {
                from += strides[d];
                if (++index[d] < shape[d])
                {
                    break;
                }

                from -= shape[d] * strides[d];
                index[d] = 0;
            }
        }

        return target;
    }
}

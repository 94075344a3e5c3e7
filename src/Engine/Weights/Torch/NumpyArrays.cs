using System.Text;
using MyStyle.Engine.Weights.Pickling;

namespace MyStyle.Engine.Weights.Torch;

/// <summary>Recognises pickled NumPy arrays and scalars.</summary>
/// <param name="budget">Pays for copies.</param>
internal sealed class NumpyArrays(ReadBudget budget)
{
    private static readonly string[] MultiArray = ["numpy.core.multiarray", "numpy._core.multiarray"];
    private static readonly string[] Numeric = ["numpy.core.numeric", "numpy._core.numeric"];

    /// <summary>The array as a tensor; null if <paramref name="node"/> is none, or one of an unsupported type.</summary>
    public StoredTensor? Find(PickleNode node)
    {
        foreach (string module in MultiArray)
        {
            if (PickleView.IsCall(node, module, out _, "_reconstruct"))
            {
                // State of an ndarray: (version,) shape, dtype, column-major, contents.
                return node is PickleObject { State: PickleTuple { Items: [.., var shape, var dtype, var columns, var raw] } }
                    ? Array(shape, dtype, columns is PickleBool { Value: true }, Bytes(raw))
                    : null;
            }

            if (PickleView.IsCall(node, module, out PickleNode[]? scalar, "scalar"))
            {
                return scalar is [var dtype, var raw, ..] ? Array(new PickleTuple([]), dtype, false, Bytes(raw)) : null;
            }
        }

        foreach (string module in Numeric)
        {
            if (PickleView.IsCall(node, module, out PickleNode[]? parts, "_frombuffer"))
            {
                return parts is [var raw, var dtype, var shape, var order, ..]
                    ? Array(shape, dtype, order is PickleString { Text: "F" }, Bytes(raw))
                    : null;
            }
        }

        return null;
    }

    /// <summary>Element type of a NumPy type code such as <c>f4</c>; null if it is not supported.</summary>
    public static ElementType? TypeOf(string code) => code switch
    {
        "f4" => ElementType.Float32,
        "f2" => ElementType.Float16,
        "f8" => ElementType.Float64,
        "i8" => ElementType.Int64,
        "i4" => ElementType.Int32,
        "i2" => ElementType.Int16,
        "i1" => ElementType.Int8,
        "u1" => ElementType.UInt8,
        "b1" => ElementType.Bool,
        _ => null,
    };

    /// <summary>Column-major data as a tensor: the strides grow from the first extent.</summary>
    public static long[] ColumnMajor(long[] shape)
    {
        long[] reversed = Strides.Contiguous([.. shape.Reverse()]);
        return [.. reversed.Reverse()];
    }

    private StoredTensor? Array(PickleNode shapeNode, PickleNode dtypeNode, bool columnMajor, ReadOnlyMemory<byte>? raw)
    {
        if (raw is not { } data || Dtype(dtypeNode) is not { } type || PickleView.Items(shapeNode) is not { } items)
        {
            return null;
        }

        if (items.Count > Strides.MaxRank)
        {
            throw PickleInput.Damaged("an array of too many dimensions");
        }

        var shape = new long[items.Count];
        for (int i = 0; i < shape.Length; i++)
        {
            if (!PickleView.TryInteger(items[i], out shape[i]) || shape[i] is < 0 or > int.MaxValue)
            {
                throw PickleInput.Damaged("an array whose shape is none");
            }
        }

        return Strides.Cut(type, data, 0, shape, columnMajor ? ColumnMajor(shape) : Strides.Contiguous(shape), budget);
    }

    private static ElementType? Dtype(PickleNode node)
    {
        if (!PickleView.IsCall(node, "numpy", out PickleNode[]? arguments, "dtype") || arguments.FirstOrDefault() is not PickleString code)
        {
            return null;
        }

        // State of a dtype: version, byte order, ….
        bool bigEndian = node is PickleObject { State: PickleTuple { Items: [_, PickleString order, ..] } } && order.Text == ">";
        ElementType? type = code.Raw.Length <= 4 ? TypeOf(code.Text) : null;
        return bigEndian && type is { } known && StoredTensor.SizeOf(known) > 1 ? null : type;
    }

    private ReadOnlyMemory<byte>? Bytes(PickleNode node)
    {
        switch (node)
        {
            case PickleBytes bytes:
                return bytes.Data;
            case PickleString { IsByteString: true } text:
                return text.Raw;
            case PickleObject when PickleView.IsCall(node, "_codecs", out PickleNode[]? call, "encode") && call is [PickleString text, ..]:
                // Protocols below 3 write bytes as Latin-1 text to be encoded.
                budget.Spend(3L * text.Raw.Length);
                return Encoding.Latin1.GetBytes(text.Text);
            case PickleObject { Callable: PickleGlobal { Name: "bytearray" }, Arguments: [PickleBytes inner, ..] }:
                return inner.Data;
            default:
                return null;
        }
    }
}

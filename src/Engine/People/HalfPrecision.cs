using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.People;

/// <summary>Narrows weights to 16 bits where they fit.</summary>
internal static class HalfPrecision
{
    /// <summary>The tensors in <paramref name="precision"/>; a tensor with a value that 16 bits cannot hold stays as it is.</summary>
    public static IReadOnlyDictionary<string, StoredTensor> Apply(IReadOnlyDictionary<string, StoredTensor> tensors, WeightPrecision precision) =>
        precision == WeightPrecision.Float32
            ? tensors
            : tensors.ToDictionary(pair => pair.Key, pair => Narrow(pair.Value), StringComparer.Ordinal);

    private static StoredTensor Narrow(StoredTensor tensor)
    {
        if (tensor.Type != ElementType.Float32)
        {
            return tensor;
        }

        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(tensor.Data.Span);
        var halves = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, halves);
        for (int i = 0; i < halves.Length; i++)
        {
            if (Half.IsInfinity(halves[i]) && float.IsFinite(values[i]))
            {
                return tensor;
            }
        }

        return new StoredTensor(ElementType.Float16, tensor.Shape, MemoryMarshal.AsBytes<Half>(halves).ToArray());
    }
}

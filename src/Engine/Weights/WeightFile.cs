namespace MyStyle.Engine.Weights;

/// <summary>Named tensors read from one file, with the file's own metadata.</summary>
/// <param name="Tensors">Tensors by the name the file gives them, in file order.</param>
/// <param name="Metadata">Free-form strings the file carries (safetensors <c>__metadata__</c>, checkpoint options).</param>
public sealed record WeightFile(IReadOnlyDictionary<string, StoredTensor> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Name of the tensor in a file that holds a bare one, such as an anchor or a direction.</summary>
    public const string Bare = "tensor";

    /// <summary>
    /// The same file with its floating tensors in another precision; integers stay. A tensor with values that half precision
    /// cannot hold (over 65504) stays as it is too, rather than become infinite.
    /// </summary>
    /// <param name="type">A floating type.</param>
    /// <param name="where">Which tensors, by name; all if null.</param>
    public WeightFile WithFloats(ElementType type, Predicate<string>? where = null) => this with
    {
        Tensors = Tensors.ToDictionary(
            item => item.Key,
            item => where is null || where(item.Key) ? Convert(item.Value, type) : item.Value,
            StringComparer.Ordinal),
    };

    private static StoredTensor Convert(StoredTensor tensor, ElementType type)
    {
        if (!tensor.IsFloating)
        {
            return tensor;
        }

        StoredTensor converted = tensor.ConvertTo(type);
        return type != ElementType.Float16 || Overflows(tensor) is false ? converted : tensor;
    }

    private static bool Overflows(StoredTensor tensor) => tensor.Type is not ElementType.Float16
        && tensor.ToFloats().Any(value => float.IsFinite(value) && !Half.IsFinite((Half)value));
}

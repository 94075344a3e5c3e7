namespace MyStyle.Engine.Weights;

/// <summary>Named tensors read from one file, with the file's own metadata.</summary>
/// <param name="Tensors">Tensors by the name the file gives them, in file order.</param>
/// <param name="Metadata">Free-form strings the file carries (safetensors <c>__metadata__</c>, checkpoint options).</param>
public sealed record WeightFile(IReadOnlyDictionary<string, StoredTensor> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Name of the tensor in a file that holds a bare one, such as an anchor or a direction.</summary>
    public const string Bare = "tensor";
}

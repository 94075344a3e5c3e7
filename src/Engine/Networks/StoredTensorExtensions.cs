using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks;

/// <summary>The bridge between tensors in files and tensors that compute.</summary>
public static class StoredTensorExtensions
{
    /// <summary>A float32 tensor with the stored values, in the current dispose scope.</summary>
    public static Tensor ToTensor(this StoredTensor stored, Device device)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return tensor(stored.ToFloats(), [.. stored.Shape], device: device);
    }

    /// <summary>The values of a tensor as a file holds them.</summary>
    /// <param name="tensor">Any shape; read back from its device.</param>
    /// <param name="type">float32, or half precision to halve the file.</param>
    public static StoredTensor ToStored(this Tensor tensor, ElementType type = ElementType.Float32)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        ScalarType scalar = type switch
        {
            ElementType.Float32 => ScalarType.Float32,
            ElementType.Float16 => ScalarType.Float16,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Tensors are stored in single or half precision."),
        };
        Tensor flat = tensor.detach().cpu().to(scalar).contiguous();
        return new StoredTensor(type, tensor.shape, flat.bytes.ToArray());
    }
}

using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.Encoder;

/// <summary>Batch normalisation in evaluation form: one scale and one shift a channel.</summary>
internal sealed class BatchNormalization : IDisposable
{
    private const double Epsilon = 1e-5;

    private readonly Tensor _scale;
    private readonly Tensor _shift;

    public BatchNormalization(IReadOnlyDictionary<string, Tensor> tensors, string prefix)
    {
        using var scope = NewDisposeScope();
        Tensor scale = tensors[$"{prefix}.weight"] / (tensors[$"{prefix}.running_var"] + Epsilon).sqrt();
        Tensor shift = tensors[$"{prefix}.bias"] - tensors[$"{prefix}.running_mean"] * scale;
        _scale = scale.view(1, -1, 1, 1).DetachFromDisposeScope();
        _shift = shift.view(1, -1, 1, 1).DetachFromDisposeScope();
    }

    /// <summary>[B, C, H, W] to the same shape.</summary>
    public Tensor Forward(Tensor x) => addcmul(_shift, x, _scale, 1);

    public void Dispose()
    {
        _scale.Dispose();
        _shift.Dispose();
    }
}

using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace MyStyle.Engine.Projection;

/// <summary>The picture lost its colour: luma (ITU-R BT.601) in all three channels.</summary>
public sealed class GrayscaleDegradation : IDegradation, IDisposable
{
    private Tensor? _weights;

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        _weights ??= tensor([0.299f, 0.587f, 0.114f], [1, 3, 1, 1], device: images.device).DetachFromDisposeScope();
        return conv2d(images, _weights).expand(-1, 3, -1, -1);
    }

    /// <summary>The picture without the tint that toned and scanned photos have.</summary>
    /// <param name="pictures">[B, 3, h, w] in [-1, 1].</param>
    public Tensor Observe(Tensor pictures) => Apply(pictures);

    /// <inheritdoc/>
    public void Dispose() => _weights?.Dispose();
}

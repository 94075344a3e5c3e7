using MyStyle.Engine.Imaging;
using static TorchSharp.torch;

namespace MyStyle.Engine.Projection;

/// <summary>
/// The picture is out of focus: a Gaussian, border and cut-off as in <see cref="Gaussian"/>. Rows and columns are multiplied by a
/// band matrix that has the mirrored border folded in, which is exact to the edge and needs no padding.
/// </summary>
/// <param name="sigma">Standard deviation in pixels, above 0.</param>
public sealed class BlurDegradation(double sigma) : IDegradation, IDisposable
{
    private Tensor? _rows;
    private Tensor? _columns;

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        (long batch, long channels, long height, long width) = (images.shape[0], images.shape[1], images.shape[2], images.shape[3]);
        Tensor across = images.reshape(-1, width).mm(Along(ref _columns, width, images.device));
        Tensor turned = across.view(batch, channels, height, width).transpose(2, 3).reshape(-1, height);
        return turned.mm(Along(ref _rows, height, images.device)).view(batch, channels, width, height).transpose(2, 3).contiguous();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows?.Dispose();
        _columns?.Dispose();
    }

    private Tensor Along(ref Tensor? kept, long length, Device device)
    {
        if (kept is null || kept.shape[0] != length)
        {
            kept?.Dispose();
            kept = tensor(Gaussian.Matrix((int)length, sigma), [length, length], device: device).DetachFromDisposeScope();
        }

        return kept;
    }
}

using static TorchSharp.torch;

namespace MyStyle.Engine.Projection;

/// <summary>Part of the picture is missing (section 5.2.1): what the mask leaves out becomes mid-grey.</summary>
/// <param name="keep">[1 or B, 1, H, W]; 1 where the picture is to be kept, 0 where it is missing. Goes with the degradation.</param>
public sealed class MaskDegradation(Tensor keep) : IDegradation, IDisposable
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return images * keep;
    }

    /// <inheritdoc/>
    public Tensor Observe(Tensor pictures) => Apply(pictures);

    /// <inheritdoc/>
    public Tensor? Hidden(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return images.shape[2] == keep.shape[2] && images.shape[3] == keep.shape[3] ? images * (1 - keep) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => keep.Dispose();
}

using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2;

/// <summary>
/// What the layers of a synthesis network gave for one code, by row of W+. A layer's output depends on its own row and the ones
/// before it, so everything before the first row that changes can be taken again, to the bit.
/// </summary>
/// <remarks>
/// Features above <see cref="LargestKept"/> values are not kept: at 1024 pixels that bounds the trace by 150 MB, and what it
/// costs is at most the layers of the top two resolutions, which change with nearly every edit anyway.
/// </remarks>
internal sealed class SynthesisTrace : IDisposable
{
    /// <summary>Values of the largest features that are kept: those of 256 pixels of the 1024 px network.</summary>
    private const long LargestKept = 128L * 256 * 256;

    private readonly SortedDictionary<int, Tensor> _features = [];
    private readonly SortedDictionary<int, Tensor> _pictures = [];

    /// <summary>The kept output of the convolution that takes a row; null if there is none.</summary>
    public Tensor? Features(int row) => _features.GetValueOrDefault(row);

    /// <summary>The kept sum of RGB outputs up to the one that takes a row; null if there is none.</summary>
    public Tensor? Picture(int row) => _pictures.GetValueOrDefault(row);

    /// <summary>Keeps a convolution's output; it then belongs to the trace.</summary>
    public void KeepFeatures(int row, Tensor features)
    {
        if (features.numel() <= LargestKept)
        {
            _features[row] = features.DetachFromDisposeScope();
        }
    }

    /// <summary>Keeps a sum of RGB outputs; it then belongs to the trace.</summary>
    public void KeepPicture(int row, Tensor picture) => _pictures[row] = picture.DetachFromDisposeScope();

    /// <summary>Frees everything that depends on a row or a later one.</summary>
    public void ForgetFrom(int row)
    {
        foreach (SortedDictionary<int, Tensor> kept in (SortedDictionary<int, Tensor>[])[_features, _pictures])
        {
            foreach (int later in kept.Keys.Where(key => key >= row).ToArray())
            {
                kept[later].Dispose();
                kept.Remove(later);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ForgetFrom(0);
}

using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.Perceptual;

/// <summary>
/// What the perceptual network keeps of a batch of pictures: one tensor [B, C, H, W] a tap, unit-normalised over channels and
/// weighted, so that the perceptual distance is a plain squared difference of two of these.
/// </summary>
public sealed class PerceptualFeatures : IDisposable
{
    internal PerceptualFeatures(IReadOnlyList<Tensor> taps) => Taps = taps;

    /// <summary>One tensor a tap, shallow to deep.</summary>
    internal IReadOnlyList<Tensor> Taps { get; }

    /// <summary>Memory the features take.</summary>
    public long ByteLength => Taps.Sum(tap => tap.numel() * tap.element_size());

    /// <summary>The features of some of the pictures.</summary>
    /// <param name="indices">int64 [K], on the features' device.</param>
    public PerceptualFeatures Select(Tensor indices) => new([.. Taps.Select(tap => Select(tap, indices))]);

    /// <summary>Lets the features outlive the current dispose scope; they then belong to the caller.</summary>
    public PerceptualFeatures DetachFromDisposeScope()
    {
        foreach (Tensor tap in Taps)
        {
            tap.DetachFromDisposeScope();
        }

        return this;
    }

    /// <summary>Stacks features of several batches.</summary>
    public static PerceptualFeatures Concatenate(IReadOnlyList<PerceptualFeatures> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return new([.. Enumerable.Range(0, batches[0].Taps.Count).Select(tap => cat([.. batches.Select(batch => batch.Taps[tap])], 0))]);
    }

    /// <summary>Room for the features of so many pictures of the same size, not filled.</summary>
    internal PerceptualFeatures MakeRoom(long pictures) => new([.. Taps.Select(tap => MakeRoom(tap, pictures))]);

    /// <summary>Puts the features of a batch where those from a picture on belong.</summary>
    internal void Put(long from, PerceptualFeatures batch)
    {
        foreach ((Tensor room, Tensor tap) in Taps.Zip(batch.Taps))
        {
            using Tensor place = room.narrow(0, from, tap.shape[0]);
            place.copy_(tap);
        }
    }

    private static Tensor MakeRoom(Tensor tap, long pictures)
    {
        (long channels, long height, long width) = (tap.shape[1], tap.shape[2], tap.shape[3]);
        return tap.stride(1) == 1
            ? empty(pictures, height, width, channels, dtype: tap.dtype, device: tap.device).permute(0, 3, 1, 2)
            : empty(pictures, channels, height, width, dtype: tap.dtype, device: tap.device);
    }

    /// <summary>As the features lie in memory: by itself <c>index_select</c> would lay them out anew.</summary>
    private static Tensor Select(Tensor tap, Tensor indices) =>
        tap.stride(1) == 1 ? tap.permute(0, 2, 3, 1).index_select(0, indices).permute(0, 3, 1, 2) : tap.index_select(0, indices);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tap in Taps)
        {
            tap.Dispose();
        }
    }
}

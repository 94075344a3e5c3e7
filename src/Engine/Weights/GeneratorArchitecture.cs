namespace MyStyle.Engine.Weights;

/// <summary>
/// What a StyleGAN2 generator is, read off the shapes of its tensors: the skip architecture with RGB output, any resolution,
/// any widths, any mapping depth.
/// </summary>
/// <param name="Resolution">Side of the picture in pixels, a power of two from 8.</param>
/// <param name="ZDim">Length of z; 0 when the file has no mapping network.</param>
/// <param name="WDim">Length of w.</param>
/// <param name="MappingLayers">Fully connected layers between z and w; 0 when the file has no mapping network.</param>
/// <param name="Channels">Feature maps at 4, 8, 16, … <paramref name="Resolution"/> pixels.</param>
/// <param name="ConvClamp">Activations are clamped to plus and minus this value; null for no clamp.</param>
/// <param name="HasNoise">Whether the layers add noise: without it there is no <c>noise_strength</c>.</param>
/// <param name="HasFixedNoise">Whether the file carries <c>noise_const</c>, the noise of mode "const".</param>
public sealed record GeneratorArchitecture(
    int Resolution,
    int ZDim,
    int WDim,
    int MappingLayers,
    IReadOnlyList<int> Channels,
    double? ConvClamp,
    bool HasNoise,
    bool HasFixedNoise)
{
    /// <summary>Number of w vectors the synthesis network takes: 2 log2(resolution) - 2, so 18 at 1024.</summary>
    public int LayerCount => 2 * Channels.Count;

    /// <summary>4, 8, 16, … <see cref="Resolution"/>.</summary>
    public IEnumerable<int> BlockResolutions => Enumerable.Range(2, Channels.Count).Select(log2 => 1 << log2);

    /// <summary>Feature maps of the block at <paramref name="resolution"/>, one of <see cref="BlockResolutions"/>.</summary>
    public int ChannelsAt(int resolution) => Channels[int.Log2(resolution) - 2];

    /// <inheritdoc/>
    public bool Equals(GeneratorArchitecture? other) =>
        other is not null
        && (Resolution, ZDim, WDim, MappingLayers) == (other.Resolution, other.ZDim, other.WDim, other.MappingLayers)
        && (ConvClamp, HasNoise, HasFixedNoise) == (other.ConvClamp, other.HasNoise, other.HasFixedNoise)
        && Channels.SequenceEqual(other.Channels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Resolution, ZDim, WDim, MappingLayers, HasNoise);
}

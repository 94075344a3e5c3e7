using MyStyle.Engine.Hull;
using static TorchSharp.torch;

namespace MyStyle.Engine.Projection;

/// <summary>
/// The picture is grainy. Its grain cannot be known, and on average grain changes nothing; but a perceptual network sees it, and a
/// clean rendering never comes near a grainy picture. So the rendering gets grain of the same strength, one sample that stays the
/// same over the run: both are then equally grainy, and what is left to compare is the picture.
/// </summary>
/// <param name="sigma">Standard deviation in levels of 0 to 255.</param>
/// <param name="grey">Whether the grain is the same in all channels, as that of a grey photo.</param>
/// <param name="seed">Fixes the sample.</param>
public sealed class NoiseDegradation(double sigma, bool grey = false, ulong seed = 0x6772_6169_6E) : IDegradation, IDisposable
{
    private Tensor? _grain;

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        (long height, long width) = (images.shape[2], images.shape[3]);
        if (_grain is null || _grain.shape[2] != height || _grain.shape[3] != width)
        {
            _grain?.Dispose();
            var random = new PortableRandom(seed);
            var values = new float[(grey ? 1 : 3) * height * width];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (float)(random.NextBell() * sigma / 127.5);
            }

            _grain = tensor(values, [1, grey ? 1 : 3, height, width], device: images.device).DetachFromDisposeScope();
        }

        return images + _grain;
    }

    /// <inheritdoc/>
    public void Dispose() => _grain?.Dispose();
}

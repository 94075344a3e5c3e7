using static TorchSharp.torch;

namespace MyStyle.Engine.Projection;

/// <summary>The picture was taken through haze of even thickness: every pixel is mixed with the light of the air, x t + A (1 - t).</summary>
/// <param name="transmission">t, above 0 (nothing comes through) up to 1 (clear).</param>
/// <param name="airlight">A, from 0 (black) to 1 (white).</param>
public sealed class HazeDegradation(double transmission, double airlight) : IDegradation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return (images * transmission) + (((2 * airlight) - 1) * (1 - transmission));
    }
}

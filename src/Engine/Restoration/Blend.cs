using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>Sets generated pixels into a photo of the same size.</summary>
public static class Blend
{
    /// <summary>The width of the reference's dilation at 1024 pixels.</summary>
    private const int ReferenceKernel = 20;

    private const int ReferenceSize = 1024;

    /// <summary>Blends with the margin that suits the picture's size.</summary>
    /// <param name="generated">What the generator made.</param>
    /// <param name="photo">The photo; what it holds inside the hole does not matter.</param>
    /// <param name="hole">Above 127 where the photo is to be filled.</param>
    /// <param name="mode">How.</param>
    /// <exception cref="ArgumentException">The three are not of one size.</exception>
    public static RgbImage Into(RgbImage generated, RgbImage photo, Mask hole, BlendMode mode)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return Into(generated, photo, hole, mode, KernelFor(photo.Width, photo.Height));
    }

    /// <summary>Blends with a margin of one's own.</summary>
    /// <param name="generated">What the generator made.</param>
    /// <param name="photo">The photo; what it holds inside the hole does not matter.</param>
    /// <param name="hole">Above 127 where the photo is to be filled.</param>
    /// <param name="mode">How.</param>
    /// <param name="kernel">Width in pixels of the square the hole is dilated by; feathering fades over half of it. At least 1.</param>
    /// <exception cref="ArgumentException">The three are not of one size.</exception>
    public static RgbImage Into(RgbImage generated, RgbImage photo, Mask hole, BlendMode mode, int kernel)
    {
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(hole);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernel, 1);
        if ((generated.Width, generated.Height) != (photo.Width, photo.Height) || (hole.Width, hole.Height) != (photo.Width, photo.Height))
        {
            throw new ArgumentException(
                $"The photo is {photo.Width}x{photo.Height}, the generated picture {generated.Width}x{generated.Height}, the mask {hole.Width}x{hole.Height}.");
        }

        return mode switch
        {
            BlendMode.Copy => Mix(generated, photo, Array.ConvertAll(hole.Values, value => value > 127 ? 1f : 0f)),
            BlendMode.Feathered => Mix(generated, photo, Feather.Outwards(hole, Math.Max(1, kernel / 2))),
            BlendMode.Poisson => PoissonClone.Into(generated, photo, hole, kernel),
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such blend."),
        };
    }

    /// <summary>Mixes by weight: 1 shows <paramref name="over"/>, 0 <paramref name="under"/>; a pixel of weight 0 is copied to the bit.</summary>
    /// <param name="over">Where the weight is 1.</param>
    /// <param name="under">Where the weight is 0.</param>
    /// <param name="weight">One number a pixel, 0 to 1, rows from the top.</param>
    public static RgbImage Mix(RgbImage over, RgbImage under, ReadOnlySpan<float> weight)
    {
        ArgumentNullException.ThrowIfNull(over);
        ArgumentNullException.ThrowIfNull(under);
        if ((over.Width, over.Height) != (under.Width, under.Height) || weight.Length != over.Width * over.Height)
        {
            throw new ArgumentException("The pictures and the weights are not of one size.");
        }

        RgbImage result = new(under.Width, under.Height);
        for (int i = 0; i < weight.Length; i++)
        {
            float w = Math.Clamp(weight[i], 0, 1);
            for (int c = 3 * i; c < (3 * i) + 3; c++)
            {
                result.Pixels[c] = (byte)(under.Pixels[c] + (w * (over.Pixels[c] - under.Pixels[c])) + 0.5f);
            }
        }

        return result;
    }

    /// <summary>The reference's 20 pixels at 1024, scaled; never fewer than 5, or there is no edge to blend over.</summary>
    internal static int KernelFor(int width, int height) =>
        Math.Max(5, (int)Math.Round((double)ReferenceKernel * Math.Max(width, height) / ReferenceSize));
}

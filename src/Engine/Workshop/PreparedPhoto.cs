using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Workshop;

/// <summary>A photo as the generator expects it, with the way back.</summary>
/// <param name="Original">The photo as it was given.</param>
/// <param name="Image">The aligned square.</param>
/// <param name="Alignment">Where in the photo the square was cut out; null if the photo was aligned already.</param>
/// <param name="Remark">What was done, in one sentence; null if nothing was.</param>
public sealed record PreparedPhoto(RgbImage Original, RgbImage Image, Alignment? Alignment, string? Remark)
{
    /// <summary>Puts a result back into the photo; the result itself if nothing was cut out.</summary>
    /// <param name="result">The edited square, of any size.</param>
    /// <param name="mask">Where the square was changed, 255 fully; null for everywhere.</param>
    public RgbImage PasteBack(RgbImage result, Mask? mask = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (Alignment is null)
        {
            return result;
        }

        // A small photo is enlarged first: pasted at its own scale, an enlarged face would be what it was before.
        double factor = (double)result.Width / Alignment.QuadSize;
        (int width, int height) = ((int)Math.Round(factor * Original.Width), (int)Math.Round(factor * Original.Height));
        if (Image.Width == result.Width || factor <= 1 || (long)width * height > LargestEnlargement)
        {
            return Alignment.PasteBack(Original, result, mask: mask);
        }

        double x = (double)width / Original.Width, y = (double)height / Original.Height;
        Quad quad = Alignment.Quad.Shift(0.5, 0.5).Divide(1 / x, 1 / y).Shift(-0.5, -0.5);
        var enlarged = new Alignment(quad, result.Width, FfhqAlignment.TransformSize(result.Width), width, height);
        return enlarged.PasteBack(Resampler.Resize(Original, width, height), result, mask: mask);
    }

    private const long LargestEnlargement = 50_000_000;
}

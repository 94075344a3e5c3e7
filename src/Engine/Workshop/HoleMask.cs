using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Workshop;

/// <summary>Masks of what is to be filled, brought to the aligned picture. Values above 127 count as white.</summary>
public static class HoleMask
{
    private const byte Threshold = 127;
    private const int MostSamples = 8;

    /// <summary>A mask for an aligned picture.</summary>
    /// <param name="mask">Of the photo's size or of the aligned picture's.</param>
    /// <param name="photo">The photo it belongs to.</param>
    /// <param name="keepWhite">White is what is kept, as in the reference implementation, rather than what is filled.</param>
    /// <returns>255 where the aligned picture is to be filled, 0 elsewhere.</returns>
    /// <exception cref="EngineException">The mask has another size, marks nothing, or marks everything.</exception>
    public static Mask For(Mask mask, PreparedPhoto photo, bool keepWhite = false)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(photo);
        (int width, int height) = (photo.Original.Width, photo.Original.Height);
        bool ofPhoto = mask.Width == width && mask.Height == height;
        if (!ofPhoto && (mask.Width != photo.Image.Width || mask.Height != photo.Image.Height))
        {
            string aligned = photo.Alignment is null ? "" : $" or the aligned picture's ({photo.Image.Width} x {photo.Image.Height})";
            throw new EngineException($"The mask is {mask.Width} x {mask.Height}; it must have the photo's size ({width} x {height}){aligned}.");
        }

        Mask hole = new(mask.Width, mask.Height, Array.ConvertAll(mask.Values, value => value > Threshold != keepWhite ? (byte)255 : (byte)0));
        Mask result = ofPhoto && photo.Alignment is { } alignment ? Warp(hole, alignment) : hole;
        int white = result.Values.Count(value => value > 0);
        string how = keepWhite ? "black is filled, white is kept" : "white is filled, black is kept; --keep-white says the opposite";
        return white switch
        {
            0 => throw new EngineException($"The mask marks nothing to fill inside the picture ({how})."),
            _ when white == result.Values.Length => throw new EngineException($"The mask marks the whole picture, so nothing is left to go by ({how})."),
            _ => result,
        };
    }

    /// <summary>
    /// Carries a mask along with an alignment. A pixel that is damaged in part is damaged; what lies outside the photo is not part
    /// of the hole.
    /// </summary>
    /// <param name="hole">Of the photo's size; 255 in the hole.</param>
    /// <param name="alignment">Where the aligned picture was cut out.</param>
    public static Mask Warp(Mask hole, Alignment alignment)
    {
        ArgumentNullException.ThrowIfNull(hole);
        ArgumentNullException.ThrowIfNull(alignment);
        int size = alignment.OutputSize;
        int samples = Math.Clamp((int)Math.Ceiling(alignment.QuadSize / size), 1, MostSamples);
        Mask result = new(size, size);
        for (int y = 0; y < size; y++)
        {
            Span<byte> row = result.Row(y);
            for (int x = 0; x < size; x++)
            {
                row[x] = Touches(hole, alignment, x, y, samples) ? (byte)255 : (byte)0;
            }
        }

        return result;
    }

    private static bool Touches(Mask hole, Alignment alignment, int x, int y, int samples)
    {
        for (int i = 0; i < samples * samples; i++)
        {
            double dx = (((i % samples) + 0.5) / samples) - 0.5, dy = (((i / samples) + 0.5) / samples) - 0.5;
            Point2 point = alignment.ToPhoto(new Point2(x + dx, y + dy));
            int column = (int)Math.Round(point.X), line = (int)Math.Round(point.Y);
            if (column >= 0 && line >= 0 && column < hole.Width && line < hole.Height && hole.Row(line)[column] > 0)
            {
                return true;
            }
        }

        return false;
    }
}

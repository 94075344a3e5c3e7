using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Workshop;

namespace MyStyle.Studio.Workpieces;

/// <summary>Puts an edited square back into the photo it was cut from.</summary>
internal static class PasteBack
{
    // Poisson cloning and feathering reach a few pixels over the hole's edge (engine, BlendMode).
    private const int Widening = 5;

    /// <summary>The photo with the square in it.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="alignment">Where the square was cut out.</param>
    /// <param name="smallSide">Side of the square at its own scale, where a small photo is enlarged with it; 0 otherwise.</param>
    /// <param name="edited">The square.</param>
    /// <param name="mask">Where it was changed; null for everywhere.</param>
    /// <param name="enlarge">Whether a small photo is enlarged with it.</param>
    public static RgbImage Into(RgbImage photo, Alignment alignment, int smallSide, RgbImage edited, Mask? mask, bool enlarge)
    {
        Mask? area = mask is null ? null : Morphology.Dilate(mask, Widening);
        Alignment cut = enlarge && smallSide > 0 ? alignment with { OutputSize = smallSide, TransformSize = FfhqAlignment.TransformSize(smallSide) } : alignment;
        RgbImage image = enlarge && smallSide > 0 ? new RgbImage(smallSide, smallSide) : edited;
        return new PreparedPhoto(photo, image, cut, null).PasteBack(edited, area);
    }
}

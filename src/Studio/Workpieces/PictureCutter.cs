using System.Globalization;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;

namespace MyStyle.Studio.Workpieces;

/// <summary>Cuts the square that is worked on out of a photo: by the face, or where the user put it.</summary>
internal static class PictureCutter
{
    /// <summary>A cut with fewer pixels than this share of the generator's side is a low-resolution picture too.</summary>
    private const double LowResolution = 0.75;

    private const int SmallestSide = 4;

    /// <summary>By the most prominent face; a square in the middle where none shows.</summary>
    /// <param name="faces">Finds faces.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="name">What remarks call it.</param>
    /// <param name="size">The generator's resolution.</param>
    public static CutPicture ByFace(FaceAnalyzer faces, RgbImage photo, string name, int size)
    {
        PhotoPreparation preparation = new(faces, size);
        try
        {
            if (photo.Width == photo.Height && photo.Width < size)
            {
                // A small square: either the low-resolution picture itself, or one that shows a face somewhere.
                PreparedPhoto small = preparation.PrepareSmall(photo, name, null);
                return small.Alignment is { } own
                    ? new CutPicture(FfhqAlignment.Render(photo, own with { OutputSize = size, TransformSize = FfhqAlignment.TransformSize(size) }),
                        own with { OutputSize = size, TransformSize = FfhqAlignment.TransformSize(size) }, small.Image, small.Remark)
                    : new CutPicture(Resampler.Resize(photo, size, size), null, photo, small.Remark);
            }

            PreparedPhoto prepared = preparation.Prepare(photo, name);
            return new CutPicture(prepared.Image, prepared.Alignment, Small(photo, prepared.Alignment, size), prepared.Remark);
        }
        catch (EngineException)
        {
            CutPicture middle = ByHand(photo, SquarePlacement.Middle(photo.Width, photo.Height), size);
            return middle with { Remark = $"No face was found in {name}. Put the square over the face by hand: Adjust the square." };
        }
    }

    /// <summary>Where the user put the square.</summary>
    /// <exception cref="EngineException">It does not lie on the photo.</exception>
    public static CutPicture ByHand(RgbImage photo, SquarePlacement placement, int size)
    {
        Alignment alignment = placement.ToAlignment(size, photo.Width, photo.Height);
        string remark = string.Create(
            CultureInfo.InvariantCulture, $"The square was placed by hand: {placement.Side:0} px, turned by {placement.Degrees:0.0} degrees.");
        return new CutPicture(FfhqAlignment.Render(photo, alignment), alignment, Small(photo, alignment, size), remark);
    }

    private static RgbImage? Small(RgbImage photo, Alignment? alignment, int size)
    {
        if (alignment is null || alignment.QuadSize >= LowResolution * size)
        {
            return null;
        }

        int side = Math.Max(SmallestSide, (int)Math.Round(alignment.QuadSize));
        return FfhqAlignment.Render(photo, alignment with { OutputSize = side, TransformSize = FfhqAlignment.TransformSize(side) });
    }
}

using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Faces;

/// <summary>
/// Where in a photo an aligned face was cut out: enough to find every pixel of the aligned picture in the photo again, and to
/// put an edited one back.
/// </summary>
/// <param name="Quad">The square of the photo that was cut out, corners in pixel centres of the photo.</param>
/// <param name="OutputSize">Side of the aligned picture in pixels.</param>
/// <param name="TransformSize">Side at which the square was sampled before it was reduced to <paramref name="OutputSize"/>.</param>
/// <param name="PhotoWidth">Columns of the photo.</param>
/// <param name="PhotoHeight">Rows of the photo.</param>
public sealed record Alignment(Quad Quad, int OutputSize, int TransformSize, int PhotoWidth, int PhotoHeight)
{
    /// <summary>Length of the square's side in photo pixels.</summary>
    public double QuadSize => Quad.Side;

    /// <summary>The square exactly as it was sampled, in the photo, (0, 0) being the outer corner of its first pixel.</summary>
    internal Quad Sampled
    {
        get
        {
            int shrink = FfhqAlignment.Shrink(QuadSize, OutputSize);
            if (shrink <= 1)
            {
                return Quad.Shift(0.5, 0.5);
            }

            // The half pixel is added after shrinking, and the shrunk photo has whole pixels: both shift the cut a little.
            (int width, int height) = FfhqAlignment.ShrunkSize(PhotoWidth, PhotoHeight, shrink);
            return Quad.Divide(shrink, shrink).Shift(0.5, 0.5).Divide((double)width / PhotoWidth, (double)height / PhotoHeight);
        }
    }

    /// <summary>Where a pixel of the aligned picture lies in the photo (both in pixel centres).</summary>
    public Point2 ToPhoto(Point2 aligned)
    {
        Quad s = Sampled;
        double u = (aligned.X + 0.5) / OutputSize;
        double v = (aligned.Y + 0.5) / OutputSize;
        Point2 p = s.TopLeft + (u * (s.TopRight - s.TopLeft)) + (v * (s.BottomLeft - s.TopLeft));
        return new Point2(p.X - 0.5, p.Y - 0.5);
    }

    /// <summary>Where a pixel of the photo lies in the aligned picture (both in pixel centres); may be outside of it.</summary>
    public Point2 ToAligned(Point2 photo)
    {
        Quad s = Sampled;
        Point2 x = s.TopRight - s.TopLeft;
        Point2 y = s.BottomLeft - s.TopLeft;
        Point2 d = new(photo.X + 0.5 - s.TopLeft.X, photo.Y + 0.5 - s.TopLeft.Y);
        double determinant = (x.X * y.Y) - (x.Y * y.X);
        double u = ((d.X * y.Y) - (d.Y * y.X)) / determinant;
        double v = ((x.X * d.Y) - (x.Y * d.X)) / determinant;
        return new Point2((u * OutputSize) - 0.5, (v * OutputSize) - 0.5);
    }

    /// <summary>
    /// Puts an edited aligned picture back into the photo it was cut from, blended over a soft border. Pixels outside the
    /// square keep their exact values.
    /// </summary>
    /// <param name="original">The photo, at the size the alignment was made for.</param>
    /// <param name="edited">The aligned picture, edited; any square size (a super-resolved one may be larger).</param>
    /// <param name="feather">Width of the soft border as a share of the side, 0 (hard edge) to 0.5.</param>
    /// <param name="mask">Where to paste, at any size, 255 fully; null for everywhere.</param>
    /// <exception cref="ArgumentException">The photo has another size, or <paramref name="edited"/> is no square.</exception>
    public RgbImage PasteBack(RgbImage original, RgbImage edited, double feather = 0.1, Mask? mask = null)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(edited);
        ArgumentOutOfRangeException.ThrowIfNegative(feather);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(feather, 0.5);
        if (original.Width != PhotoWidth || original.Height != PhotoHeight)
        {
            throw new ArgumentException(
                $"The face was cut out of {PhotoWidth} x {PhotoHeight} pixels, not {original.Width} x {original.Height}.", nameof(original));
        }

        if (edited.Width != edited.Height)
        {
            throw new ArgumentException($"An aligned picture is a square, not {edited.Width} x {edited.Height}.", nameof(edited));
        }

        return AlignmentPaste.Paste(this, original, edited, feather, mask);
    }
}

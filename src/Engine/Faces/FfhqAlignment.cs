using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Faces;

/// <summary>
/// The alignment of the FFHQ data set, which every FFHQ generator expects: a square placed by eyes and mouth, cut out of the
/// photo, the part outside the photo filled with a blurred reflection.
/// </summary>
public static class FfhqAlignment
{
    /// <summary>Where the five points lie in an aligned picture of 512 px: eye left in the picture, eye right, nose tip, mouth corners.</summary>
    private static readonly Point2[] Canonical512 =
    [
        new(192.98138, 239.94708), new(318.90277, 240.1936), new(256.63416, 314.01935), new(201.26117, 371.41043), new(313.08905, 371.15118),
    ];

    /// <summary>Where the five points usually lie in an aligned picture of <paramref name="size"/> px.</summary>
    public static FivePoints CanonicalPoints(int size)
    {
        double s = size / 512.0;
        return new FivePoints(
            s * Canonical512[0], s * Canonical512[1], s * Canonical512[2], s * Canonical512[3], s * Canonical512[4]);
    }

    /// <summary>The square of a face: as wide as the larger of twice the eye distance and 1.8 times eye to mouth, on each side of the centre.</summary>
    /// <param name="eyeLeft">Centre of the eye on the left of the picture.</param>
    /// <param name="eyeRight">Centre of the eye on the right of the picture.</param>
    /// <param name="mouthLeft">Mouth corner on the left of the picture.</param>
    /// <param name="mouthRight">Mouth corner on the right of the picture.</param>
    public static Quad Quad(Point2 eyeLeft, Point2 eyeRight, Point2 mouthLeft, Point2 mouthRight)
    {
        Point2 eyes = Point2.Middle(eyeLeft, eyeRight);
        Point2 eyeToEye = eyeRight - eyeLeft;
        Point2 eyeToMouth = Point2.Middle(mouthLeft, mouthRight) - eyes;
        Point2 direction = new(eyeToEye.X + eyeToMouth.Y, eyeToEye.Y - eyeToMouth.X);
        Point2 x = Math.Max(2.0 * eyeToEye.Length, 1.8 * eyeToMouth.Length) * (direction / direction.Length);
        Point2 y = new(-x.Y, x.X);
        Point2 center = eyes + (0.1 * eyeToMouth);
        return new Quad(center - x - y, center - x + y, center + x + y, center + x - y);
    }

    /// <summary>The alignment of a face in a photo of the given size.</summary>
    /// <param name="points">The face's five points in the photo.</param>
    /// <param name="photoWidth">Columns of the photo.</param>
    /// <param name="photoHeight">Rows of the photo.</param>
    /// <param name="outputSize">Side of the aligned picture; the generator's resolution.</param>
    public static Alignment Of(FivePoints points, int photoWidth, int photoHeight, int outputSize)
    {
        ArgumentNullException.ThrowIfNull(points);
        return new Alignment(
            Quad(points.EyeLeft, points.EyeRight, points.MouthLeft, points.MouthRight), outputSize, TransformSize(outputSize), photoWidth, photoHeight);
    }

    /// <summary>Four samples a side for each output pixel, as FFHQ has (4096 for 1024).</summary>
    public static int TransformSize(int outputSize) => 4 * outputSize;

    /// <summary>Cuts the aligned picture out of the photo.</summary>
    /// <exception cref="ArgumentException">The photo is not of the size the alignment was made for.</exception>
    public static RgbImage Render(RgbImage photo, Alignment alignment)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(alignment);
        if (photo.Width != alignment.PhotoWidth || photo.Height != alignment.PhotoHeight)
        {
            throw new ArgumentException(
                $"The alignment is for {alignment.PhotoWidth} x {alignment.PhotoHeight} pixels, not {photo.Width} x {photo.Height}.", nameof(photo));
        }

        RgbImage image = photo;
        Quad quad = alignment.Quad;
        double size = alignment.QuadSize;
        int shrink = Shrink(size, alignment.OutputSize);
        if (shrink > 1)
        {
            (int width, int height) = ShrunkSize(photo.Width, photo.Height, shrink);
            image = Resampler.Resize(photo, width, height);
            quad = quad.Divide(shrink, shrink);
            size /= shrink;
        }

        int border = Math.Max((int)Math.Round(size * 0.1), 3);
        int left = Math.Max((int)Math.Floor(quad.Left) - border, 0);
        int top = Math.Max((int)Math.Floor(quad.Top) - border, 0);
        int right = Math.Min((int)Math.Ceiling(quad.Right) + border, image.Width);
        int bottom = Math.Min((int)Math.Ceiling(quad.Bottom) + border, image.Height);
        if (right <= left || bottom <= top)
        {
            // The square lies wholly outside the photo; there is nothing to show.
            return new RgbImage(alignment.OutputSize, alignment.OutputSize);
        }

        if (right - left < image.Width || bottom - top < image.Height)
        {
            image = Warp.Crop(image, left, top, right - left, bottom - top);
            quad = quad.Shift(-left, -top);
        }

        (image, quad) = ReflectedBorder.Add(image, quad, size, border);
        RgbImage square = Warp.FromQuad(image, quad.Shift(0.5, 0.5), alignment.TransformSize);
        return Resampler.Resize(square, alignment.OutputSize, alignment.OutputSize);
    }

    /// <summary>The aligned square at <paramref name="side"/> px, black outside the photo; much faster than <see cref="Render"/>.</summary>
    internal static RgbImage QuickCut(RgbImage photo, FivePoints points, int side)
    {
        Quad quad = Quad(points.EyeLeft, points.EyeRight, points.MouthLeft, points.MouthRight);
        Point2 x = (quad.TopRight - quad.TopLeft) / side;
        Point2 first = quad.TopLeft + (0.5 * x) + (0.5 * ((quad.BottomLeft - quad.TopLeft) / side));
        return Warp.Similar(photo, new Similarity(x.X, x.Y, first.X, first.Y), side);
    }

    internal static int Shrink(double quadSize, int outputSize) => (int)Math.Floor(quadSize / outputSize * 0.5);

    internal static (int Width, int Height) ShrunkSize(int width, int height, int shrink)
        => ((int)Math.Round((double)width / shrink), (int)Math.Round((double)height / shrink));
}

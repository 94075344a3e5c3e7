using System.Globalization;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Studio.Workpieces;

/// <summary>The square of a photo that is worked on: what the user moves, turns and scales.</summary>
/// <param name="X">Its middle in the photo, in pixels, (0, 0) being the centre of the first one.</param>
/// <param name="Y">Its middle, downwards.</param>
/// <param name="Side">Its side in pixels of the photo.</param>
/// <param name="Degrees">How far it is turned clockwise.</param>
public sealed record SquarePlacement(double X, double Y, double Side, double Degrees)
{
    /// <summary>Shortest side in pixels: below it there is nothing to see.</summary>
    public const double ShortestSide = 8;

    /// <summary>Longest side, relative to the photo's longer one.</summary>
    public const double LongestShare = 3;

    /// <summary>The square of an alignment.</summary>
    public static SquarePlacement Of(Alignment alignment)
    {
        ArgumentNullException.ThrowIfNull(alignment);
        Quad quad = alignment.Quad;
        Point2 x = quad.TopRight - quad.TopLeft;
        return new SquarePlacement(quad.Center.X, quad.Center.Y, quad.Side, Math.Atan2(x.Y, x.X) * 180 / Math.PI);
    }

    /// <summary>A square in the middle of a photo, for want of a face.</summary>
    public static SquarePlacement Middle(int width, int height) =>
        new((width - 1) / 2.0, (height - 1) / 2.0, Math.Max(ShortestSide, 0.9 * Math.Min(width, height)), 0);

    /// <summary>The alignment that cuts it out.</summary>
    /// <param name="size">Side of the aligned picture.</param>
    /// <param name="width">Columns of the photo.</param>
    /// <param name="height">Rows of the photo.</param>
    /// <exception cref="EngineException">It does not lie on the photo, or is too small or too large.</exception>
    public Alignment ToAlignment(int size, int width, int height)
    {
        if (!double.IsFinite(X) || !double.IsFinite(Y) || !double.IsFinite(Side) || !double.IsFinite(Degrees))
        {
            throw new EngineException("The square has a number that is none. Nothing was changed; place it again.");
        }

        double longest = LongestShare * Math.Max(width, height);
        if (Side < ShortestSide || Side > longest)
        {
            throw new EngineException(string.Create(
                CultureInfo.InvariantCulture, $"The square's side is {Side:0} px; it must lie between {ShortestSide:0} and {longest:0}. Nothing was changed."));
        }

        if (X < 0 || Y < 0 || X > width || Y > height)
        {
            throw new EngineException("The middle of the square lies outside the photo. Nothing was changed; move it onto the face.");
        }

        double angle = Degrees * Math.PI / 180;
        Point2 center = new(X, Y);
        Point2 right = 0.5 * Side * new Point2(Math.Cos(angle), Math.Sin(angle));
        Point2 down = new(-right.Y, right.X);
        Quad quad = new(center - right - down, center - right + down, center + right + down, center + right - down);
        return new Alignment(quad, size, FfhqAlignment.TransformSize(size), width, height);
    }
}

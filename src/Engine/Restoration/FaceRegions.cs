using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>Masks of parts of a face, drawn from its landmarks.</summary>
public static class FaceRegions
{
    /// <summary>The mask of a region.</summary>
    /// <param name="region">Which part.</param>
    /// <param name="landmarks">68 landmarks in the pixels of the picture.</param>
    /// <param name="width">Columns of the mask.</param>
    /// <param name="height">Rows.</param>
    /// <returns>255 in the region, 0 elsewhere.</returns>
    /// <exception cref="ArgumentException">There are not 68 landmarks, or they do not span a face.</exception>
    public static Mask Draw(FaceRegion region, ReadOnlySpan<Point2> landmarks, int width, int height)
    {
        HeadModel head = new(landmarks);
        double unit = head.FaceWidth;
        Point2[] p = head.Points;
        Func<Point2, bool> inside = region switch
        {
            FaceRegion.Eyes => Near(0.05 * unit, [.. p[36..42], .. p[17..22]], [.. p[42..48], .. p[22..27]]),
            FaceRegion.Mouth => Near(0.07 * unit, p[48..68]),
            FaceRegion.Nose => Near(0.04 * unit, p[27..36]),
            FaceRegion.LeftHalf => point => InHead(point) && Side(point) <= 0,
            FaceRegion.RightHalf => point => InHead(point) && Side(point) >= 0,
            FaceRegion.LowerFace => point => InHead(point) && Along(point - p[33], head.Up) <= 0,
            FaceRegion.Background => point => !InHead(point),
            _ => throw new ArgumentOutOfRangeException(nameof(region), region, "No such region."),
        };

        Mask mask = new(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                mask.Values[(y * width) + x] = inside(new Point2(x, y)) ? (byte)255 : (byte)0;
            }
        }

        return mask;

        bool InHead(Point2 point) => head.Outline.SignedDistance(point) <= 0.02 * unit;

        double Side(Point2 point)
        {
            // The line from the bridge of the nose to the chin follows a turned head better than the middle of the face does.
            Point2 line = p[8] - p[27];
            Point2 offset = point - p[27];
            return (line.Y * offset.X) - (line.X * offset.Y);
        }
    }

    private static Func<Point2, bool> Near(double margin, params Point2[][] groups)
    {
        ConvexShape[] shapes = Array.ConvertAll(groups, group => ConvexShape.Around(group));
        return point => shapes.Any(shape => shape.SignedDistance(point) <= margin);
    }

    private static double Along(Point2 offset, Point2 unit) => (offset.X * unit.X) + (offset.Y * unit.Y);
}

using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>A convex polygon, to draw regions of a face with.</summary>
internal sealed class ConvexShape
{
    private readonly Point2[] _corners;

    private ConvexShape(Point2[] corners) => _corners = corners;

    /// <summary>The convex hull of points, corners in order (Andrew's monotone chain).</summary>
    public static ConvexShape Around(IEnumerable<Point2> points)
    {
        Point2[] sorted = [.. points.Distinct().OrderBy(p => p.X).ThenBy(p => p.Y)];
        if (sorted.Length < 3)
        {
            return new ConvexShape(sorted);
        }

        List<Point2> chain = [];
        foreach (IEnumerable<Point2> pass in new[] { sorted, sorted.Reverse() })
        {
            int start = chain.Count;
            foreach (Point2 point in pass)
            {
                while (chain.Count - start >= 2 && Turn(chain[^2], chain[^1], point) <= 0)
                {
                    chain.RemoveAt(chain.Count - 1);
                }

                chain.Add(point);
            }

            chain.RemoveAt(chain.Count - 1);
        }

        return new ConvexShape([.. chain]);
    }

    /// <summary>
    /// The distance of a point to the edge, negative inside; outside it is the largest distance to an edge's line, which rounds no
    /// corners and is all a soft border needs.
    /// </summary>
    public double SignedDistance(Point2 point)
    {
        double largest = double.NegativeInfinity;
        for (int i = 0; i < _corners.Length; i++)
        {
            Point2 a = _corners[i];
            Point2 edge = _corners[(i + 1) % _corners.Length] - a;
            double length = edge.Length;
            if (length > 0)
            {
                largest = Math.Max(largest, -((edge.X * (point.Y - a.Y)) - (edge.Y * (point.X - a.X))) / length);
            }
        }

        return double.IsNegativeInfinity(largest) ? double.PositiveInfinity : largest;
    }

    private static double Turn(Point2 a, Point2 b, Point2 c) => ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
}

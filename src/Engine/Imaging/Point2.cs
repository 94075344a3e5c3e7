namespace MyStyle.Engine.Imaging;

/// <summary>
/// A point or vector in a picture: x to the right, y down, in pixels. Unless said otherwise (0, 0) is the centre of the first
/// pixel, as for landmarks.
/// </summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
public readonly record struct Point2(double X, double Y)
{
    /// <summary>Distance from the origin.</summary>
    public double Length => Math.Sqrt((X * X) + (Y * Y));

    /// <summary>Sum.</summary>
    public static Point2 operator +(Point2 a, Point2 b) => new(a.X + b.X, a.Y + b.Y);

    /// <summary>Difference.</summary>
    public static Point2 operator -(Point2 a, Point2 b) => new(a.X - b.X, a.Y - b.Y);

    /// <summary>Scaled.</summary>
    public static Point2 operator *(double s, Point2 a) => new(s * a.X, s * a.Y);

    /// <summary>Scaled down.</summary>
    public static Point2 operator /(Point2 a, double s) => new(a.X / s, a.Y / s);

    /// <summary>Halfway.</summary>
    public static Point2 Middle(Point2 a, Point2 b) => new(0.5 * (a.X + b.X), 0.5 * (a.Y + b.Y));
}

namespace MyStyle.Engine.Imaging;

/// <summary>Four corners in a picture, counter-clockwise on the screen from the top left of what they frame.</summary>
/// <param name="TopLeft">Becomes the top left corner.</param>
/// <param name="BottomLeft">Becomes the bottom left corner.</param>
/// <param name="BottomRight">Becomes the bottom right corner.</param>
/// <param name="TopRight">Becomes the top right corner.</param>
public readonly record struct Quad(Point2 TopLeft, Point2 BottomLeft, Point2 BottomRight, Point2 TopRight)
{
    /// <summary>Length of the top side.</summary>
    public double Side => (TopRight - TopLeft).Length;

    /// <summary>The mean of the corners.</summary>
    public Point2 Center => 0.25 * (TopLeft + BottomLeft + BottomRight + TopRight);

    /// <summary>Least x of the corners.</summary>
    public double Left => Math.Min(Math.Min(TopLeft.X, BottomLeft.X), Math.Min(BottomRight.X, TopRight.X));

    /// <summary>Least y of the corners.</summary>
    public double Top => Math.Min(Math.Min(TopLeft.Y, BottomLeft.Y), Math.Min(BottomRight.Y, TopRight.Y));

    /// <summary>Greatest x of the corners.</summary>
    public double Right => Math.Max(Math.Max(TopLeft.X, BottomLeft.X), Math.Max(BottomRight.X, TopRight.X));

    /// <summary>Greatest y of the corners.</summary>
    public double Bottom => Math.Max(Math.Max(TopLeft.Y, BottomLeft.Y), Math.Max(BottomRight.Y, TopRight.Y));

    /// <summary>Every corner moved.</summary>
    public Quad Shift(double x, double y) => Map(p => new Point2(p.X + x, p.Y + y));

    /// <summary>Every corner's coordinates divided.</summary>
    public Quad Divide(double x, double y) => Map(p => new Point2(p.X / x, p.Y / y));

    private Quad Map(Func<Point2, Point2> f) => new(f(TopLeft), f(BottomLeft), f(BottomRight), f(TopRight));
}

namespace MyStyle.Engine.Imaging;

/// <summary>Rotation, uniform scale and shift: (x, y) becomes (a x - b y + X, b x + a y + Y).</summary>
/// <param name="A">Scale times the cosine of the angle.</param>
/// <param name="B">Scale times the sine of the angle.</param>
/// <param name="X">Shift to the right.</param>
/// <param name="Y">Shift down.</param>
public readonly record struct Similarity(double A, double B, double X, double Y)
{
    /// <summary>The factor by which lengths grow.</summary>
    public double Scale => Math.Sqrt((A * A) + (B * B));

    /// <summary>Maps a point.</summary>
    public Point2 Apply(Point2 p) => new((A * p.X) - (B * p.Y) + X, (B * p.X) + (A * p.Y) + Y);

    /// <summary>The transform back.</summary>
    public Similarity Inverse()
    {
        double square = (A * A) + (B * B);
        double a = A / square;
        double b = -B / square;
        return new Similarity(a, b, -((a * X) - (b * Y)), -((b * X) + (a * Y)));
    }

    /// <summary>
    /// The least-squares similarity from one set of points to another (Umeyama 1991). In the plane the optimum without
    /// reflection is closed-form: rotation and scale are the complex regression coefficient of the centred points.
    /// </summary>
    /// <param name="from">At least two different points.</param>
    /// <param name="to">As many points.</param>
    public static Similarity Fit(ReadOnlySpan<Point2> from, ReadOnlySpan<Point2> to)
    {
        if (from.Length != to.Length || from.Length < 2)
        {
            throw new ArgumentException($"A similarity needs two equal sets of at least two points, not {from.Length} and {to.Length}.", nameof(from));
        }

        Point2 meanFrom = Mean(from);
        Point2 meanTo = Mean(to);
        double real = 0, imaginary = 0, square = 0;
        for (int i = 0; i < from.Length; i++)
        {
            Point2 p = from[i] - meanFrom;
            Point2 q = to[i] - meanTo;
            real += (p.X * q.X) + (p.Y * q.Y);
            imaginary += (p.X * q.Y) - (p.Y * q.X);
            square += (p.X * p.X) + (p.Y * p.Y);
        }

        double a = square > 0 ? real / square : 1;
        double b = square > 0 ? imaginary / square : 0;
        return new Similarity(a, b, meanTo.X - ((a * meanFrom.X) - (b * meanFrom.Y)), meanTo.Y - ((b * meanFrom.X) + (a * meanFrom.Y)));
    }

    private static Point2 Mean(ReadOnlySpan<Point2> points)
    {
        Point2 sum = default;
        foreach (Point2 p in points)
        {
            sum += p;
        }

        return sum / points.Length;
    }
}

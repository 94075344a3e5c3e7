using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>
/// The outline of a head from 68 landmarks. Landmarks end at the eyebrows, so the skull is added: eyes sit halfway up a head, so
/// half an ellipse from temple to temple rises above them as far as the chin lies below, and a little more for the hair.
/// </summary>
internal sealed class HeadModel
{
    /// <summary>Hair above the skull, and beside the temples, relative to the bare head.</summary>
    private const double HairAbove = 1.15;

    private const double HairBeside = 1.12;

    public HeadModel(ReadOnlySpan<Point2> landmarks)
    {
        if (landmarks.Length != 68)
        {
            throw new ArgumentException($"A face has 68 landmarks, not {landmarks.Length}.", nameof(landmarks));
        }

        Points = landmarks.ToArray();
        LeftEye = Mean(36, 42);
        RightEye = Mean(42, 48);
        Point2 eyes = Point2.Middle(LeftEye, RightEye);
        Chin = Points[8];
        FaceWidth = (Points[16] - Points[0]).Length;
        if (!(FaceWidth > 0) || !((eyes - Chin).Length > 0))
        {
            throw new ArgumentException("These landmarks do not span a face.", nameof(landmarks));
        }

        Up = (eyes - Chin) / (eyes - Chin).Length;
        Across = (Points[16] - Points[0]) / FaceWidth;

        Point2 middle = Point2.Middle(Points[0], Points[16]);
        double rise = HairAbove * (eyes - Chin).Length;
        List<Point2> outline = [.. Points[..17]];
        for (int i = 0; i <= 24; i++)
        {
            double angle = Math.PI * i / 24;
            outline.Add(middle + (0.5 * HairBeside * FaceWidth * Math.Cos(angle) * Across) + (rise * Math.Sin(angle) * Up));
        }

        Outline = ConvexShape.Around(outline);
        Face = ConvexShape.Around(Points);
    }

    public Point2[] Points { get; }

    public Point2 LeftEye { get; }

    public Point2 RightEye { get; }

    public Point2 Chin { get; }

    /// <summary>From temple to temple, in pixels.</summary>
    public double FaceWidth { get; }

    /// <summary>Unit vector from the chin to the eyes.</summary>
    public Point2 Up { get; }

    /// <summary>Unit vector from the left to the right of the picture, through the temples.</summary>
    public Point2 Across { get; }

    /// <summary>The whole head, hair included as far as it can be guessed.</summary>
    public ConvexShape Outline { get; }

    /// <summary>What the landmarks enclose.</summary>
    public ConvexShape Face { get; }

    /// <summary>How far a point lies above the line through the eyes, in pixels.</summary>
    public double HeightAboveEyes(Point2 point)
    {
        Point2 offset = point - Point2.Middle(LeftEye, RightEye);
        return (offset.X * Up.X) + (offset.Y * Up.Y);
    }

    public Point2 Mean(int from, int end)
    {
        Point2 sum = default;
        for (int i = from; i < end; i++)
        {
            sum += Points[i];
        }

        return sum / (end - from);
    }
}

using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Faces;

/// <summary>The five points by which faces are aligned, in pixel centres; left and right are the picture's, not the person's.</summary>
/// <param name="EyeLeft">Centre of the eye on the left.</param>
/// <param name="EyeRight">Centre of the eye on the right.</param>
/// <param name="Nose">Tip of the nose.</param>
/// <param name="MouthLeft">Mouth corner on the left.</param>
/// <param name="MouthRight">Mouth corner on the right.</param>
public sealed record FivePoints(Point2 EyeLeft, Point2 EyeRight, Point2 Nose, Point2 MouthLeft, Point2 MouthRight)
{
    /// <summary>The points in the order of the parameters.</summary>
    public Point2[] ToArray() => [EyeLeft, EyeRight, Nose, MouthLeft, MouthRight];

    /// <summary>The points of the 68-landmark scheme: eye centres are the means of their six points, the nose is point 30.</summary>
    /// <param name="landmarks">68 points.</param>
    public static FivePoints FromLandmarks(IReadOnlyList<Point2> landmarks)
    {
        ArgumentNullException.ThrowIfNull(landmarks);
        if (landmarks.Count != 68)
        {
            throw new ArgumentException($"68 landmarks are needed, not {landmarks.Count}.", nameof(landmarks));
        }

        return new FivePoints(Mean(landmarks, 36), Mean(landmarks, 42), landmarks[30], landmarks[48], landmarks[54]);
    }

    private static Point2 Mean(IReadOnlyList<Point2> landmarks, int first)
    {
        Point2 sum = default;
        for (int i = first; i < first + 6; i++)
        {
            sum += landmarks[i];
        }

        return sum / 6;
    }
}

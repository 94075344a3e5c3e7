using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Faces;

/// <summary>Which way a head is turned, in degrees.</summary>
/// <param name="Yaw">Positive when the nose points to the right of the picture.</param>
/// <param name="Pitch">Positive when the nose points up.</param>
/// <param name="Roll">Positive when the head is tilted clockwise on the screen.</param>
public readonly record struct HeadPose(double Yaw, double Pitch, double Roll)
{
    // A generic head (nose tip, chin, outer eye corners, mouth corners), x to the right, y down, z towards the camera.
    private static readonly (int Landmark, double X, double Y, double Z)[] Head =
    [
        (30, 0, 0, 0), (8, 0, 330, -65), (36, -225, -170, -135), (45, 225, -170, -135), (48, -150, 150, -125), (54, 150, 150, -125),
    ];

    // The landmarks exaggerate turns: slopes of a pose network's degrees on these, over 360 photos of six people
    // (correlations 0.99 and 0.82).
    private const double YawSlope = 0.77;
    private const double PitchSlope = 0.6;

    /// <summary>
    /// Estimates the pose from 68 landmarks: the weak-perspective camera that maps a generic head onto them in the
    /// least-squares sense. Coarse (several degrees), good enough to tell a profile from a frontal view.
    /// </summary>
    public static HeadPose FromLandmarks(IReadOnlyList<Point2> landmarks)
    {
        ArgumentNullException.ThrowIfNull(landmarks);
        double[] meanHead = [Head.Average(h => h.X), Head.Average(h => h.Y), Head.Average(h => h.Z)];
        double meanX = Head.Average(h => landmarks[h.Landmark].X);
        double meanY = Head.Average(h => landmarks[h.Landmark].Y);
        double[,] normal = new double[3, 3];
        double[] alongX = new double[3];
        double[] alongY = new double[3];
        foreach ((int landmark, double x, double y, double z) in Head)
        {
            double[] p = [x - meanHead[0], y - meanHead[1], z - meanHead[2]];
            for (int i = 0; i < 3; i++)
            {
                alongX[i] += p[i] * (landmarks[landmark].X - meanX);
                alongY[i] += p[i] * (landmarks[landmark].Y - meanY);
                for (int j = 0; j < 3; j++)
                {
                    normal[i, j] += p[i] * p[j];
                }
            }
        }

        double[] r1 = Unit(Solve(normal, alongX));
        double[] r2 = Unit(Solve(normal, alongY));
        const double Degrees = 180 / Math.PI;
        return new HeadPose(
            Math.Asin(Math.Clamp(r1[2], -1, 1)) * Degrees * YawSlope,
            -Math.Asin(Math.Clamp(r2[2], -1, 1)) * Degrees * PitchSlope,
            Math.Atan2(r2[0] - r1[1], r1[0] + r2[1]) * Degrees);
    }

    private static double[] Unit(double[] v)
    {
        double length = Math.Max(Math.Sqrt((v[0] * v[0]) + (v[1] * v[1]) + (v[2] * v[2])), 1e-12);
        return [v[0] / length, v[1] / length, v[2] / length];
    }

    private static double[] Solve(double[,] m, double[] b)
    {
        double determinant = Determinant(m);
        double[] x = new double[3];
        for (int c = 0; c < 3; c++)
        {
            double[,] replaced = (double[,])m.Clone();
            for (int r = 0; r < 3; r++)
            {
                replaced[r, c] = b[r];
            }

            x[c] = Determinant(replaced) / determinant;
        }

        return x;
    }

    private static double Determinant(double[,] m)
        => (m[0, 0] * ((m[1, 1] * m[2, 2]) - (m[1, 2] * m[2, 1])))
            - (m[0, 1] * ((m[1, 0] * m[2, 2]) - (m[1, 2] * m[2, 0])))
            + (m[0, 2] * ((m[1, 0] * m[2, 1]) - (m[1, 1] * m[2, 0])));
}

using CsCheck;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Tests.Faces;

public sealed class HeadPoseTests
{
    // The six landmarks of a generic head: index, x right, y down, z towards the camera.
    private static readonly (int Index, double X, double Y, double Z)[] Head =
    [
        (30, 0, 0, 0), (8, 0, 330, -65), (36, -225, -170, -135), (45, 225, -170, -135), (48, -150, 150, -125), (54, 150, 150, -125),
    ];

    [Fact]
    public void FromLandmarks_OfTurnedHead_IsMonotonousSignedAndFreeOfScaleAndShift()
    {
        Gen.Select(Gen.Double[-40, 40], Gen.Double[-25, 25], Gen.Double[0.05, 3], Gen.Double[-500, 500]).Sample((yaw, pitch, scale, shift) =>
        {
            HeadPose pose = HeadPose.FromLandmarks(Project(yaw, pitch, 0, scale, shift));
            HeadPose more = HeadPose.FromLandmarks(Project(yaw + 5, pitch, 0, scale, shift));
            HeadPose higher = HeadPose.FromLandmarks(Project(yaw, pitch + 5, 0, scale, shift));
            return Math.Abs(pose.Yaw - (0.77 * yaw)) < 5 && more.Yaw > pose.Yaw && higher.Pitch > pose.Pitch;
        });
    }

    [Fact]
    public void FromLandmarks_OfTiltedHead_GivesTheTilt()
        => HeadPose.FromLandmarks(Project(0, 0, 12, 1, 0)).Roll.ShouldBe(12, 0.1);

    private static Point2[] Project(double yaw, double pitch, double roll, double scale, double shift)
    {
        Point2[] landmarks = new Point2[68];
        double a = yaw * Math.PI / 180;
        double b = pitch * Math.PI / 180;
        double c = roll * Math.PI / 180;
        foreach ((int index, double hx, double hy, double hz) in Head)
        {
            // Pitch first (nose up moves it up, towards negative y), then yaw (nose to the right), then roll clockwise.
            double y1 = (hy * Math.Cos(b)) - (hz * Math.Sin(b));
            double z1 = (hy * Math.Sin(b)) + (hz * Math.Cos(b));
            double x2 = (hx * Math.Cos(a)) + (z1 * Math.Sin(a));
            landmarks[index] = new Point2(
                (scale * ((x2 * Math.Cos(c)) - (y1 * Math.Sin(c)))) + shift,
                (scale * ((x2 * Math.Sin(c)) + (y1 * Math.Cos(c)))) - shift);
        }

        return landmarks;
    }
}

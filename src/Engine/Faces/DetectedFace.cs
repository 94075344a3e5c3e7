using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Faces;

/// <summary>A face found in a photo and described.</summary>
/// <param name="Box">From the forehead to the chin.</param>
/// <param name="Score">The detector's confidence, 0..1.</param>
/// <param name="Points">Eyes, nose tip and mouth corners.</param>
/// <param name="Landmarks">68 points in pixel centres of the photo.</param>
/// <param name="Pose">Which way the head is turned.</param>
public sealed record DetectedFace(FaceBox Box, double Score, FivePoints Points, IReadOnlyList<Point2> Landmarks, HeadPose Pose);

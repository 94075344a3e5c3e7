using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Faces;

/// <summary>What the detector found: a face, not yet described.</summary>
/// <param name="Box">From the forehead to the chin.</param>
/// <param name="Score">Confidence, 0..1.</param>
/// <param name="EyeLeft">The eye on the left of the picture.</param>
/// <param name="EyeRight">The eye on the right of the picture.</param>
/// <param name="Nose">The nose tip.</param>
/// <param name="Mouth">The middle of the mouth.</param>
public sealed record FaceDetection(FaceBox Box, double Score, Point2 EyeLeft, Point2 EyeRight, Point2 Nose, Point2 Mouth);

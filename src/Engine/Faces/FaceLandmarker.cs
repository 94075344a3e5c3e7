using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Faces;

/// <summary>
/// Places the 68 landmarks of the iBUG scheme. The face is cut out upright (turned by its eye line), placed once from the
/// detector's box, and once more, together with its mirror image, from the landmarks so found. Safe to call from several threads.
/// </summary>
public sealed class FaceLandmarker : IDisposable
{
    private const int Side = 112;

    // Side and downward shift of the cut, as shares of the box and of the extent of the landmarks. Measured on photos of
    // people against another detector: anything from 1.1 to 1.6 is alike, below 1.1 the chin is cut.
    private const double DetectionSide = 1.2;
    private const double DetectionDown = 0;
    private const double LandmarkSide = 1.4;
    private const double LandmarkDown = -0.05;

    /// <summary>Which landmark of a mirrored face is landmark i of the face.</summary>
    private static readonly int[] MirroredIndex =
    [
        16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
        26, 25, 24, 23, 22, 21, 20, 19, 18, 17,
        27, 28, 29, 30, 35, 34, 33, 32, 31,
        45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40,
        54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55,
        64, 63, 62, 61, 60, 67, 66, 65,
    ];

    private readonly OnnxModel _model;

    /// <summary>Loads the network.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="threads">Threads of one run.</param>
    /// <exception cref="EngineException">The file is missing or no such model.</exception>
    public FaceLandmarker(string path, int threads = 1) => _model = new OnnxModel(path, threads);

    /// <summary>Landmarks of several faces of one picture, 68 points each, in its pixel centres.</summary>
    public IReadOnlyList<Point2[]> Find(RgbImage image, IReadOnlyList<FaceDetection> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        return Find([.. faces.Select(f => (image, f))]);
    }

    /// <summary>Landmarks of faces of different pictures, 68 points each, in pixel centres of the face's own picture.</summary>
    public IReadOnlyList<Point2[]> Find(IReadOnlyList<(RgbImage Image, FaceDetection Face)> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        if (faces.Count == 0)
        {
            return [];
        }

        RgbImage[] images = [.. faces.Select(f => f.Image)];
        Point2[][] first = Run(images, [.. faces.Select(f => FromDetection(f.Face))], mirrored: false);
        Similarity[] cuts = [.. first.Select(FromLandmarks)];
        Point2[][] direct = Run(images, cuts, mirrored: false);
        Point2[][] mirrored = Run(images, cuts, mirrored: true);
        return [.. direct.Zip(mirrored, (a, b) => a.Zip(b, Point2.Middle).ToArray())];
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    /// <summary>The cut for a detected face: from pixels of the network's input to the picture.</summary>
    internal static Similarity FromDetection(FaceDetection face)
    {
        Point2 eyes = face.EyeRight - face.EyeLeft;
        double length = Math.Max(eyes.Length, 1e-9);
        Point2 center = new(face.Box.Left + (face.Box.Width / 2) - 0.5, face.Box.Top + (face.Box.Height / 2) - 0.5);
        return Cut(center, eyes / length, DetectionSide * Math.Max(face.Box.Width, face.Box.Height), DetectionDown);
    }

    /// <summary>The cut for a face whose landmarks are roughly known.</summary>
    internal static Similarity FromLandmarks(Point2[] points)
    {
        FivePoints five = FivePoints.FromLandmarks(points);
        Point2 eyes = five.EyeRight - five.EyeLeft;
        Point2 right = eyes / Math.Max(eyes.Length, 1e-9);
        Point2 down = new(-right.Y, right.X);
        double left = double.MaxValue, top = double.MaxValue, far = double.MinValue, bottom = double.MinValue;
        foreach (Point2 p in points)
        {
            double x = (p.X * right.X) + (p.Y * right.Y);
            double y = (p.X * down.X) + (p.Y * down.Y);
            left = Math.Min(left, x);
            far = Math.Max(far, x);
            top = Math.Min(top, y);
            bottom = Math.Max(bottom, y);
        }

        Point2 center = ((left + far) / 2 * right) + ((top + bottom) / 2 * down);
        return Cut(center, right, LandmarkSide * Math.Max(far - left, bottom - top), LandmarkDown);
    }

    private static Similarity Cut(Point2 center, Point2 right, double side, double down)
    {
        double scale = Math.Max(side, 1) / Side;
        Point2 middle = center + (down * side * new Point2(-right.Y, right.X));
        double a = scale * right.X;
        double b = scale * right.Y;
        const double Half = (Side - 1) / 2.0;
        return new Similarity(a, b, middle.X - ((a * Half) - (b * Half)), middle.Y - ((b * Half) + (a * Half)));
    }

    private Point2[][] Run(RgbImage[] images, Similarity[] cuts, bool mirrored)
    {
        RgbImage[] crops = new RgbImage[cuts.Length];
        for (int i = 0; i < cuts.Length; i++)
        {
            crops[i] = Warp.Similar(images[i], cuts[i], Side);
            if (mirrored)
            {
                Warp.MirrorInPlace(crops[i]);
            }
        }

        float[] output = _model.Run(InputTensor.Planar(crops, Side, 0, 1, blueFirst: false), [cuts.Length, 3, Side, Side], "landmarks68")[0];
        Point2[][] results = new Point2[cuts.Length][];
        for (int i = 0; i < cuts.Length; i++)
        {
            results[i] = new Point2[68];
            for (int k = 0; k < 68; k++)
            {
                int at = (136 * i) + (2 * (mirrored ? MirroredIndex[k] : k));
                double x = mirrored ? 1 - output[at] : output[at];
                results[i][k] = cuts[i].Apply(new Point2((x * Side) - 0.5, (output[at + 1] * Side) - 0.5));
            }
        }

        return results;
    }
}

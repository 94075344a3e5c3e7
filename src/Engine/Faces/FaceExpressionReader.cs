using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Faces;

/// <summary>Reads expressions from faces whose five points are known. Safe to call from several threads.</summary>
public sealed class FaceExpressionReader : IDisposable
{
    private const int Side = 112;

    // Framing of the network's training crops: the eye-to-mouth distance is 0.45 of the side, the middle of eyes and mouth
    // lies at 0.43 of the height.
    private const double EyeToMouth = 0.45;
    private const double MiddleHeight = 0.43;
    private readonly OnnxModel _model;

    /// <summary>Loads the network.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="threads">Threads of one run.</param>
    /// <exception cref="EngineException">The file is missing or no such model.</exception>
    public FaceExpressionReader(string path, int threads = 1) => _model = new OnnxModel(path, threads);

    /// <summary>Expressions of faces, in the order given.</summary>
    public IReadOnlyList<FaceExpression> Read(IReadOnlyList<(RgbImage Image, FivePoints Points)> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        if (faces.Count == 0)
        {
            return [];
        }

        RgbImage[] crops = [.. faces.Select(f => Warp.Similar(f.Image, Cut(f.Points), Side))];
        float[] o = _model.Run(InputTensor.Planar(crops, Side, 0, 1, blueFirst: false), [crops.Length, 3, Side, Side], "expression")[0];
        return
        [
            .. Enumerable.Range(0, crops.Length).Select(i => 7 * i)
                .Select(i => new FaceExpression(o[i], o[i + 1], o[i + 2], o[i + 3], o[i + 4], o[i + 5], o[i + 6])),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private static Similarity Cut(FivePoints points)
    {
        Point2 mouth = Point2.Middle(points.MouthLeft, points.MouthRight);
        double distance = ((points.EyeLeft - mouth).Length + (points.EyeRight - mouth).Length) / 2;
        double scale = Math.Max(distance, 1) / EyeToMouth / Side;
        Point2 eyes = points.EyeRight - points.EyeLeft;
        Point2 right = eyes / Math.Max(eyes.Length, 1e-9);
        Point2 middle = (points.EyeLeft + points.EyeRight + mouth) / 3;
        double a = scale * right.X;
        double b = scale * right.Y;
        const double U = (0.5 * Side) - 0.5;
        const double V = (MiddleHeight * Side) - 0.5;
        return new Similarity(a, b, middle.X - ((a * U) - (b * V)), middle.Y - ((b * U) + (a * V)));
    }
}

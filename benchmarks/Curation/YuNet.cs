using Microsoft.ML.OnnxRuntime;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;

namespace MyStyle.Benchmarks.Curation;

/// <summary>The evaluation-only detector: BGR levels, strides 8, 16 and 32, five points.</summary>
internal sealed class YuNet : IDisposable
{
    private const double MinimumScore = 0.8;
    private const int LongSide = 320;
    private readonly InferenceSession _session;

    public YuNet(string path) => _session = new InferenceSession(path);

    public List<(double Score, FaceBox Box, Point2[] Points)> Detect(RgbImage image)
    {
        double scale = (double)LongSide / Math.Max(image.Width, image.Height);
        RgbImage small = Resampler.Resize(
            image, (int)Math.Round(image.Width * scale), (int)Math.Round(image.Height * scale), ResampleFilter.Bilinear);
        int width = (small.Width + 31) / 32 * 32;
        int height = (small.Height + 31) / 32 * 32;
        float[] input = new float[3 * width * height];
        for (int y = 0; y < small.Height; y++)
        {
            ReadOnlySpan<byte> row = small.Row(y);
            for (int i = 0; i < row.Length; i++)
            {
                input[((2 - (i % 3)) * width * height) + (y * width) + (i / 3)] = row[i];
            }
        }

        using OrtValue value = OrtValue.CreateTensorValueFromMemory(input, [1, 3, height, width]);
        using RunOptions run = new();
        List<string> names = [.. _session.OutputMetadata.Keys];
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(run, ["input"], [value], names);
        List<(double Score, FaceBox Box, Point2[] Points)> found = [];
        foreach (int stride in (int[])[8, 16, 32])
        {
            Decode(n => results[names.IndexOf($"{n}_{stride}")].GetTensorDataAsSpan<float>().ToArray(), stride, width / stride, scale, found);
        }

        List<(double Score, FaceBox Box, Point2[] Points)> kept = [];
        foreach ((double Score, FaceBox Box, Point2[] Points) face in found.OrderByDescending(f => f.Score))
        {
            if (kept.All(k => k.Box.Overlap(face.Box) <= 0.3))
            {
                kept.Add(face);
            }
        }

        return kept;
    }

    public void Dispose() => _session.Dispose();

    private static void Decode(Func<string, float[]> output, int stride, int columns, double scale, List<(double, FaceBox, Point2[])> found)
    {
        float[] classes = output("cls");
        float[] objects = output("obj");
        float[] boxes = output("bbox");
        float[] points = output("kps");
        for (int i = 0; i < classes.Length; i++)
        {
            double score = Math.Sqrt(Math.Clamp(classes[i], 0, 1) * Math.Clamp(objects[i], 0, 1));
            if (score < MinimumScore)
            {
                continue;
            }

            int column = i % columns;
            int row = i / columns;
            double w = Math.Exp(boxes[(4 * i) + 2]) * stride / scale;
            double h = Math.Exp(boxes[(4 * i) + 3]) * stride / scale;
            FaceBox box = new(((column + boxes[4 * i]) * stride / scale) - (w / 2), ((row + boxes[(4 * i) + 1]) * stride / scale) - (h / 2), w, h);
            Point2 Point(int k) => new(
                ((column + points[(10 * i) + (2 * k)]) * stride / scale) - 0.5, ((row + points[(10 * i) + (2 * k) + 1]) * stride / scale) - 0.5);
            found.Add((score, box, [.. Enumerable.Range(0, 5).Select(Point)]));
        }
    }
}

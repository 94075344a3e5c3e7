using System.Diagnostics;
using System.Globalization;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;

namespace MyStyle.Benchmarks.Curation;

/// <summary>Which faces the stronger detector sees that the product's does not, and how far apart their points are.</summary>
internal static class DetectionRecall
{
    public static void Run(string models, string shared)
    {
        using FaceAnalyzer faces = new(FaceModels.Bundled(models));
        using YuNet reference = new(Path.Combine(shared, "models", "face_detection_yunet_n.onnx"));
        int photos = 0, main = 0, mainMissed = 0, others = 0, othersMissed = 0, othersMissedCut = 0, ours = 0;
        List<double> eyes = [];
        List<double> mouths = [];
        long ticks = 0;
        foreach (string file in Directory.GetDirectories(Path.Combine(shared, "people")).SelectMany(d => Directory.GetFiles(Path.Combine(d, "photos"))))
        {
            RgbImage photo = ImageFile.Read(file);
            Point2 middle = new(photo.Width / 2.0, photo.Height / 2.0);
            long start = Stopwatch.GetTimestamp();
            IReadOnlyList<DetectedFace> found = faces.Find(photo);
            ticks += Stopwatch.GetTimestamp() - start;
            photos++;
            ours += found.Count;
            var expected = reference.Detect(photo).OrderBy(f => (Center(f.Box) - middle).Length).ToList();
            for (int i = 0; i < expected.Count; i++)
            {
                (_, FaceBox box, Point2[] points) = expected[i];
                DetectedFace? match = found.Where(f => f.Box.Overlap(box) > 0.2).MaxBy(f => f.Box.Overlap(box));
                if (i == 0)
                {
                    main++;
                    mainMissed += match is null ? 1 : 0;
                }
                else
                {
                    others++;
                    othersMissed += match is null ? 1 : 0;
                    bool cut = box.Left < 0 || box.Top < 0 || box.Right > photo.Width || box.Bottom > photo.Height;
                    othersMissedCut += match is null && cut ? 1 : 0;
                }

                if (match is not null && i == 0)
                {
                    double distance = (points[1] - points[0]).Length;
                    eyes.Add(((match.Points.EyeLeft - points[0]).Length + (match.Points.EyeRight - points[1]).Length) / 2 / distance);
                    mouths.Add(((match.Points.MouthLeft - points[3]).Length + (match.Points.MouthRight - points[4]).Length) / 2 / distance);
                }
            }
        }

        eyes.Sort();
        mouths.Sort();
        Console.WriteLine(Line($"{photos} photos, {ours} faces found, {1000.0 * ticks / Stopwatch.Frequency / photos:0.0} ms a photo"));
        Console.WriteLine(Line($"main face: {main - mainMissed} of {main}; other faces: {others - othersMissed} of {others} (of the missed, {othersMissedCut} are cut by the photo's edge)"));
        Console.WriteLine(Line($"eyes off by {At(eyes, 0.5):0.000} (median), {At(eyes, 0.95):0.000} (95 %); mouth corners {At(mouths, 0.5):0.000}, {At(mouths, 0.95):0.000}; in eye distances"));
    }

    private static Point2 Center(FaceBox box) => new(box.Left + (box.Width / 2), box.Top + (box.Height / 2));

    private static double At(List<double> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

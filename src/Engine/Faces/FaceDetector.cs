using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Faces;

/// <summary>
/// Finds faces with BlazeFace (back camera model): the whole picture in one look at 256 px, then, where that shows nothing or
/// only small faces, overlapping tiles. Safe to call from several threads.
/// </summary>
public sealed class FaceDetector : IDisposable
{
    private const int Side = 256;
    private const double MinimumOverlap = 0.3;
    private static readonly string[] Outputs = ["Identity:0", "Identity_1:0", "Identity_2:0", "Identity_3:0"];
    private readonly OnnxModel _model;
    private readonly FaceDetectorOptions _options;

    /// <summary>Loads the detector.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="threads">Threads of one run.</param>
    /// <param name="options">Thresholds.</param>
    /// <exception cref="EngineException">The file is missing or another model.</exception>
    public FaceDetector(string path, int threads = 1, FaceDetectorOptions? options = null)
    {
        _model = new OnnxModel(path, threads);
        _options = options ?? new FaceDetectorOptions();
        if (!Outputs.All(_model.Outputs.Contains))
        {
            _model.Dispose();
            throw new EngineException($"{path} is not the BlazeFace model this program knows: its outputs have other names.");
        }
    }

    /// <summary>Finds the faces of a picture, the most certain first; several of one face are merged.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="effort">How long to search.</param>
    public IReadOnlyList<FaceDetection> Detect(RgbImage image, DetectionEffort effort = DetectionEffort.Search)
    {
        ArgumentNullException.ThrowIfNull(image);
        List<FaceDetection> found = [];
        Look(image, new FaceBox(0, 0, image.Width, image.Height), _options.MinimumScore, found);
        found = Merge(found);
        int longest = Math.Max(image.Width, image.Height);
        foreach (double share in effort == DetectionEffort.Glance ? [] : _options.TileShares)
        {
            int tile = (int)Math.Ceiling(longest * share);
            bool large = found.Any(f => Math.Max(f.Box.Width, f.Box.Height) >= _options.LargeShare * longest);
            bool enough = large || (found.Count > 0 && share < _options.TileShares[0]);
            if ((enough && effort != DetectionEffort.Exhaust) || tile < _options.MinimumTile)
            {
                break;
            }

            List<FaceDetection> inTiles = [];
            foreach (FaceBox area in Tiles(image.Width, image.Height, tile))
            {
                Look(image, area, _options.MinimumTileScore, inTiles);
            }

            // A tile may cut a face in two: what an earlier, wider look showed whole is not seen again.
            found.AddRange(Merge(inTiles).Where(t => !found.Any(f => f.Box.Shared(t.Box) > 0.3 * Math.Min(f.Box.Area, t.Box.Area))));
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private static IEnumerable<FaceBox> Tiles(int width, int height, int tile)
    {
        int[] lefts = Starts(width, tile);
        int[] tops = Starts(height, tile);
        return tops.SelectMany(top => lefts.Select(left => new FaceBox(left, top, Math.Min(tile, width), Math.Min(tile, height))));
    }

    /// <summary>Evenly spread starts so that neighbours overlap by a quarter or more.</summary>
    private static int[] Starts(int length, int tile)
    {
        if (length <= tile)
        {
            return [0];
        }

        int count = 1 + (int)Math.Ceiling((length - tile) / (0.75 * tile));
        return [.. Enumerable.Range(0, count).Select(i => (int)((long)(length - tile) * i / (count - 1)))];
    }

    private void Look(RgbImage image, FaceBox area, double minimumScore, List<FaceDetection> found)
    {
        bool whole = area.Width == image.Width && area.Height == image.Height;
        RgbImage view = whole ? image : Warp.Crop(image, (int)area.Left, (int)area.Top, (int)area.Width, (int)area.Height);
        double longest = Math.Max(view.Width, view.Height);
        int width = Math.Max(1, (int)Math.Round(Side * view.Width / longest));
        int height = Math.Max(1, (int)Math.Round(Side * view.Height / longest));
        RgbImage small = Resampler.Resize(view, width, height, ResampleFilter.Bilinear);
        int padX = (Side - width) / 2;
        int padY = (Side - height) / 2;
        float[] input = new float[3 * Side * Side];
        Array.Fill(input, -1f);
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = small.Row(y);
            Span<float> target = input.AsSpan(3 * (((y + padY) * Side) + padX), 3 * width);
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = (row[i] / 127.5f) - 1f;
            }
        }

        float[][] results = _model.Run(input, [1, Side, Side, 3], Outputs);
        Frame frame = new(padX, padY, area.Left, area.Top, (double)view.Width / width, (double)view.Height / height);
        Decode(results[0], results[2], 16, 2, frame, minimumScore, found);
        Decode(results[1], results[3], 8, 6, frame, minimumScore, found);
    }

    private static void Decode(
        float[] scores, float[] values, int cells, int anchors, Frame frame, double minimumScore, List<FaceDetection> found)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            double score = 1 / (1 + Math.Exp(-scores[i]));
            if (score < minimumScore)
            {
                continue;
            }

            int cell = i / anchors;
            double cx = ((cell % cells) + 0.5) * Side / cells;
            double cy = ((cell / cells) + 0.5) * Side / cells;
            ReadOnlySpan<float> v = values.AsSpan(16 * i, 16);
            Point2 center = frame.ToPhoto(cx + v[0], cy + v[1]);
            double width = v[2] * frame.ScaleX;
            double height = v[3] * frame.ScaleY;
            Point2 eyeLeft = frame.ToPixel(cx + v[4], cy + v[5]);
            Point2 eyeRight = frame.ToPixel(cx + v[6], cy + v[7]);
            Point2 nose = frame.ToPixel(cx + v[8], cy + v[9]);
            Point2 mouth = frame.ToPixel(cx + v[10], cy + v[11]);
            if (width > 0 && height > 0)
            {
                FaceBox box = new(center.X - (width / 2), center.Y - (height / 2), width, height);
                found.Add(new FaceDetection(box, score, eyeLeft, eyeRight, nose, mouth));
            }
        }
    }

    /// <summary>Suppression by weighted averaging: what overlaps the best of a group becomes one face, each weighing its score.</summary>
    private static List<FaceDetection> Merge(List<FaceDetection> found)
    {
        List<FaceDetection> rest = [.. found.OrderByDescending(f => f.Score)];
        List<FaceDetection> merged = [];
        while (rest.Count > 0)
        {
            FaceDetection best = rest[0];
            // A tile's border cuts faces; a cut face lies mostly inside the whole one without overlapping it much.
            List<FaceDetection> group = [.. rest.Where(f => f.Box.Overlap(best.Box) > MinimumOverlap)];
            rest.RemoveAll(f => f.Box.Overlap(best.Box) > MinimumOverlap || f.Box.Shared(best.Box) > 0.6 * Math.Min(f.Box.Area, best.Box.Area));
            merged.Add(Average(group, best.Score));
        }

        return merged;
    }

    private static FaceDetection Average(List<FaceDetection> group, double score)
    {
        double sum = group.Sum(f => f.Score);
        double Mean(Func<FaceDetection, double> value) => group.Sum(f => f.Score * value(f)) / sum;
        Point2 MeanPoint(Func<FaceDetection, Point2> value) => new(Mean(f => value(f).X), Mean(f => value(f).Y));
        FaceBox box = new(Mean(f => f.Box.Left), Mean(f => f.Box.Top), Mean(f => f.Box.Width), Mean(f => f.Box.Height));
        return new FaceDetection(
            box, score, MeanPoint(f => f.EyeLeft), MeanPoint(f => f.EyeRight), MeanPoint(f => f.Nose), MeanPoint(f => f.Mouth));
    }

    /// <summary>From the network's 256 px to the photo.</summary>
    private readonly record struct Frame(int PadX, int PadY, double Left, double Top, double ScaleX, double ScaleY)
    {
        public Point2 ToPhoto(double x, double y) => new(Left + ((x - PadX) * ScaleX), Top + ((y - PadY) * ScaleY));

        public Point2 ToPixel(double x, double y)
        {
            Point2 p = ToPhoto(x, y);
            return new Point2(p.X - 0.5, p.Y - 0.5);
        }
    }
}

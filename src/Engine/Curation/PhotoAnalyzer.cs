using System.Diagnostics;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Curation;

/// <summary>Decodes one photo, finds and measures its faces, and cuts the largest out. Safe to call from several threads.</summary>
internal sealed class PhotoAnalyzer
{
    // Faces beyond these are a crowd; nobody looks for the person there.
    private const int MostFaces = 8;
    private const int PatchSide = 32;
    private const int BlurSide = 320;

    // The analysis needs no more pixels than this unless the face is small in them.
    private const int DetectionSide = 1024;

    // Pixels of the decoded photo for one pixel of the aligned picture; fewer would cost sharpness.
    private const double PixelsPerPixel = 1.5;
    private readonly FaceAnalyzer _faces;
    private readonly int _size;
    private readonly ImageReadOptions _reading;
    private readonly StageClock _clock;

    public PhotoAnalyzer(FaceAnalyzer faces, int size, ImageReadOptions reading, StageClock clock)
    {
        _faces = faces;
        _size = size;
        _reading = reading;
        _clock = clock;
    }

    /// <summary>Analyses the bytes of a photo file.</summary>
    /// <returns>What was learned, and the picture to show for it: the largest face aligned, the whole photo without a face, null if unreadable.</returns>
    public (PhotoAnalysis Analysis, RgbImage? Picture) Analyse(byte[] bytes, string name, string contentHash, DetectionEffort effort = DetectionEffort.Search)
    {
        DecodedImage decoded;
        long start = Stopwatch.GetTimestamp();
        try
        {
            decoded = ImageFile.DecodeReduced(bytes, name, Math.Max(DetectionSide, 2 * _size), _reading);
        }
        catch (EngineException e)
        {
            return (new PhotoAnalysis { ContentHash = contentHash, Bytes = bytes.Length, Failure = e.Message }, null);
        }

        start = _clock.Add(Stage.Decode, start);
        IReadOnlyList<(DetectedFace Face, bool Confirmed)> candidates = _faces.FindCandidates(decoded.Image, effort);
        DetectedFace[] found = [.. candidates.Where(c => c.Confirmed).Select(c => c.Face).OrderByDescending(f => f.Box.Area).Take(MostFaces)];
        start = _clock.Add(Stage.Detect, start);
        PhotoAnalysis analysis = new()
        {
            ContentHash = contentHash,
            Bytes = bytes.Length,
            Exhausted = effort == DetectionEffort.Exhaust,
            Width = decoded.FullWidth,
            Height = decoded.FullHeight,
            Blockiness = decoded.Reduction > 1 || found.Length == 0 ? 0 : BlockMeter.Measure(decoded.Image, found[0].Box),
            Blur = found.Length == 0 ? WholeBlur(decoded.Image) : 0,
            FaceHint = candidates.Where(c => !c.Confirmed).Select(c => c.Face.Score).DefaultIfEmpty(0).Max(),
            Look = PerceptualHash.Of(decoded.Image),
        };
        start = _clock.Add(Stage.Measure, start);
        if (found.Length == 0)
        {
            return (analysis, decoded.Image);
        }

        IReadOnlyList<float[]> embeddings = _faces.Embedder.Embed([.. found.Select(f => (decoded.Image, f.Points))]);
        start = _clock.Add(Stage.Embed, start);
        IReadOnlyList<FaceExpression> expressions = _faces.ReadsExpressions
            ? _faces.ReadExpressions([.. found.Select(f => (decoded.Image, f.Points))])
            : [];
        AnalysedFace[] faces = new AnalysedFace[found.Length];
        for (int i = 0; i < faces.Length; i++)
        {
            faces[i] = Measure(decoded, found[i], embeddings[i], expressions.Count > 0 ? expressions[i] : null);
        }

        start = _clock.Add(Stage.Measure, start);
        RgbImage aligned = Align(bytes, name, decoded, faces[0].Points);
        _clock.Add(Stage.Align, start);
        return (analysis with { Faces = faces }, aligned);
    }

    /// <summary>Cuts a face of a photo out, decoding the photo again.</summary>
    /// <exception cref="EngineException">The photo cannot be read.</exception>
    public RgbImage Align(byte[] bytes, string name, FivePoints points)
        => Align(bytes, name, ImageFile.DecodeReduced(bytes, name, Math.Max(DetectionSide, 2 * _size), _reading), points);

    private RgbImage Align(byte[] bytes, string name, DecodedImage decoded, FivePoints points)
    {
        Quad quad = FfhqAlignment.Quad(points.EyeLeft, points.EyeRight, points.MouthLeft, points.MouthRight);
        double pixels = quad.Side / decoded.Reduction;
        if (decoded.Reduction > 1 && pixels < PixelsPerPixel * _size)
        {
            double longest = Math.Max(decoded.Image.Width, decoded.Image.Height) * PixelsPerPixel * _size / pixels;
            decoded = ImageFile.DecodeReduced(bytes, name, (int)Math.Ceiling(Math.Min(longest, int.MaxValue - 1)), _reading);
        }

        RgbImage image = decoded.Image;
        return FfhqAlignment.Render(image, FfhqAlignment.Of(Scale(points, 1 / decoded.Reduction), image.Width, image.Height, _size));
    }

    private AnalysedFace Measure(DecodedImage decoded, DetectedFace face, float[] embedding, FaceExpression? expression)
    {
        int side = FaceMeter.CutSize(_size);
        double reduction = decoded.Reduction;
        RgbImage cut = FfhqAlignment.QuickCut(decoded.Image, face.Points, side);
        Quad quad = FfhqAlignment.Quad(face.Points.EyeLeft, face.Points.EyeRight, face.Points.MouthLeft, face.Points.MouthRight);
        Alignment inCut = new(quad, side, side, decoded.Image.Width, decoded.Image.Height);
        FaceMeasures measures = FaceMeter.Measure(cut, [.. face.Landmarks.Select(inCut.ToAligned)], quad.Side * reduction);
        return new AnalysedFace
        {
            Box = new FaceBox(face.Box.Left * reduction, face.Box.Top * reduction, face.Box.Width * reduction, face.Box.Height * reduction),
            Score = face.Score,
            Points = Scale(face.Points, reduction),
            Embedding = embedding,
            Patch = Resampler.Resize(Mask.Luma(cut), PatchSide, PatchSide, ResampleFilter.Bilinear).Values,
            Measures = measures with
            {
                Yaw = face.Pose.Yaw,
                Pitch = face.Pose.Pitch,
                Roll = face.Pose.Roll,
                Smile = expression?.Happy ?? 0,
                Expression = expression?.Strongest ?? "",
            },
        };
    }

    private static double WholeBlur(RgbImage image)
    {
        double shrink = Math.Max(1, Math.Max(image.Width, image.Height) / (double)BlurSide);
        int width = Math.Max(1, (int)(image.Width / shrink));
        int height = Math.Max(1, (int)(image.Height / shrink));
        Mask luma = Resampler.Resize(Mask.Luma(image), width, height, ResampleFilter.Bilinear);
        return BlurMeter.Measure(luma, 0, 0, width, height);
    }

    private static FivePoints Scale(FivePoints points, double factor)
    {
        // Pixel centres: half a pixel is added before scaling and taken away after.
        Point2 Map(Point2 p) => new(((p.X + 0.5) * factor) - 0.5, ((p.Y + 0.5) * factor) - 0.5);
        return new FivePoints(Map(points.EyeLeft), Map(points.EyeRight), Map(points.Nose), Map(points.MouthLeft), Map(points.MouthRight));
    }
}

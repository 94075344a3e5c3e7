using System.Diagnostics;
using System.Security.Cryptography;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Curation;

/// <summary>The photos of one run: what is known of them, and how the rest is found out. One photo a worker is in memory.</summary>
internal sealed class Album
{
    private const int MostWorkers = 8;
    private readonly CurationOptions _options;
    private readonly AnalysisCache _cache;
    private readonly PhotoAnalyzer _analyzer;
    private readonly StageClock _clock;

    public Album(FaceAnalyzer faces, CurationOptions options, AnalysisCache cache, PictureStore pictures, StageClock clock)
    {
        _options = options;
        _cache = cache;
        _clock = clock;
        Pictures = pictures;
        _analyzer = new PhotoAnalyzer(faces, options.Size, options.Reading, clock);
    }

    public PictureStore Pictures { get; }

    /// <summary>Analyses every file that is not known yet; the results are in the files' order.</summary>
    public (IReadOnlyList<PhotoAnalysis> Analyses, int Reused) Analyse(
        IReadOnlyList<string> files, IProgress<CurationProgress>? progress, CancellationToken cancellation)
    {
        PhotoAnalysis[] analyses = new PhotoAnalysis[files.Count];
        ProgressMeter meter = new(files.Count, progress);
        ParallelOptions parallel = new()
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = _options.Workers > 0 ? _options.Workers : Math.Min(Environment.ProcessorCount, MostWorkers),
        };
        Parallel.For(0, files.Count, parallel, i =>
        {
            (analyses[i], bool reused) = One(files[i], Path.Combine(_options.PhotosFolder, files[i]));
            meter.Finished(files[i], reused);
        });
        return (analyses, meter.Reused);
    }

    /// <summary>Analyses one file anywhere.</summary>
    public PhotoAnalysis AnalyseAlone(string path)
    {
        byte[] bytes = ImageFile.ReadBytes(path, _options.Reading);
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return _cache.Find(hash) ?? _analyzer.Analyse(bytes, Path.GetFileName(path), hash).Analysis;
    }

    /// <summary>Searches a photo for small faces, and remembers the outcome.</summary>
    public PhotoAnalysis SearchAgain(string file, PhotoAnalysis known)
    {
        byte[] bytes = ImageFile.ReadBytes(Path.Combine(_options.PhotosFolder, file), _options.Reading);
        (PhotoAnalysis analysis, RgbImage? picture) = _analyzer.Analyse(bytes, Path.GetFileName(file), known.ContentHash, DetectionEffort.Exhaust);
        if (picture is not null)
        {
            Pictures.Keep(analysis, picture);
        }

        _cache.Add(analysis);
        return analysis;
    }

    /// <summary>The path of the aligned picture of one face, cut out now if it is not the largest one.</summary>
    public string Aligned(string file, PhotoAnalysis analysis, int face)
    {
        string path = Pictures.AlignedPath(analysis.ContentHash, face);
        if (!File.Exists(path))
        {
            byte[] bytes = ImageFile.ReadBytes(Path.Combine(_options.PhotosFolder, file), _options.Reading);
            ImageWriter.WritePng(path, _analyzer.Align(bytes, Path.GetFileName(file), analysis.Faces[face].Points));
        }

        return path;
    }

    private (PhotoAnalysis Analysis, bool Reused) One(string file, string path)
    {
        long start = Stopwatch.GetTimestamp();
        FileInfo info = new(path);
        // A link has a length and a date of its own, which say nothing about the photo.
        info = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
        long modified = info.Exists ? info.LastWriteTimeUtc.Ticks : 0;
        string? hash = info.Exists ? _cache.HashOf(file, info.Length, modified) : null;
        if (hash is not null && Known(hash) is { } unchanged)
        {
            return (unchanged, true);
        }

        byte[] bytes;
        try
        {
            bytes = ImageFile.ReadBytes(path, _options.Reading);
        }
        catch (EngineException e)
        {
            // Not even opened: there are no bytes to remember it by.
            return (new PhotoAnalysis { ContentHash = "", Failure = e.Message }, false);
        }

        hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        _cache.Stamp(file, bytes.Length, modified, hash);
        start = _clock.Add(Stage.Read, start);
        if (Known(hash) is { } renamed)
        {
            return (renamed, true);
        }

        (PhotoAnalysis analysis, RgbImage? picture) = _analyzer.Analyse(bytes, Path.GetFileName(file), hash);
        start = Stopwatch.GetTimestamp();
        if (picture is not null)
        {
            Pictures.Keep(analysis, picture);
        }

        _cache.Add(analysis);
        _clock.Add(Stage.Write, start);
        return (analysis, false);
    }

    private PhotoAnalysis? Known(string hash) => _cache.Find(hash) is { } analysis && Pictures.Has(analysis) ? analysis : null;
}

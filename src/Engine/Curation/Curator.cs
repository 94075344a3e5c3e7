using System.Diagnostics;
using System.Text.Json;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Curation;

/// <summary>
/// From a messy album to an aligned reference set of one person (the paper's appendix A.1), every decision explained and
/// reversible. What was computed is kept in the output folder: a rerun looks only at photos that changed.
/// </summary>
public sealed class Curator
{
    private const int LeastOfOnePerson = 2;
    internal const string CacheFolder = ".curation";
    internal const string PicturesFolder = "pictures";
    internal const string AnalysisFile = "analysis.jsonl";

    // Below this share of the photo's longer side the largest face stands in a scene, in which the person may be elsewhere.
    private const double SceneFace = 0.25;
    private readonly FaceAnalyzer _faces;

    /// <summary>Creates a curator.</summary>
    /// <param name="faces">The face networks; they may be shared.</param>
    public Curator(FaceAnalyzer faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        _faces = faces;
    }

    /// <summary>Curates an album: analyses, judges, writes aligned pictures, <c>curation.json</c> and the report.</summary>
    /// <param name="options">What and how.</param>
    /// <param name="progress">Hears of every photo, from worker threads.</param>
    /// <param name="cancellation">Stops between two photos; what was computed is kept for the next run.</param>
    /// <exception cref="EngineException">There are no photos, no faces, or no two photos of one person; or a file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public CurationReport Run(CurationOptions options, IProgress<CurationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Size < 16)
        {
            throw new EngineException($"A generator of {options.Size} pixels is too small to curate for; name its resolution, 128 to 1024.");
        }

        long started = Stopwatch.GetTimestamp();
        (IReadOnlyList<string> files, int others) = AlbumFiles.List(options.PhotosFolder, options.Recursive, options.OutputFolder);
        DecisionStore decisions = DecisionStore.Open(options.OutputFolder);
        string cacheFolder = Path.Combine(options.OutputFolder, CacheFolder);
        using AnalysisCache cache = OpenCache(options.OutputFolder, _faces, options.Size);
        StageClock clock = new();
        Album album = new(_faces, options, cache, new PictureStore(Path.Combine(cacheFolder, PicturesFolder), options.Size), clock);
        List<float[]> confirmed = Confirm(options, album, decisions);
        (IReadOnlyList<PhotoAnalysis> analyses, int reused) = album.Analyse(files, progress, cancellation);
        Judge judge = new(options.Thresholds, _faces.Embedder.Model.Thresholds, options.Size);
        AlbumPhoto[] photos = Photos(files, analyses, decisions);
        (IReadOnlyList<CuratedPhoto> curated, Identity identity) = judge.Decide(photos, confirmed);
        if (LookAgain(album, photos, curated, cancellation))
        {
            (curated, identity) = judge.Decide(photos, confirmed);
        }

        string? problem = Problem(curated, identity, confirmed.Count, options.PhotosFolder);
        if (problem is not null && options.MustFindPerson)
        {
            throw new EngineException(problem);
        }

        curated = Warnings.Remark(curated);
        curated = Finish(options, album, photos, curated, clock);
        CurationReport report = Report(options, photos, curated, identity, cacheFolder) with
        {
            Problem = problem,
            OtherFiles = others,
            Reused = reused,
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            StageSeconds = Enum.GetValues<Stage>().ToDictionary(s => JsonNamingPolicy.CamelCase.ConvertName(s.ToString()), s => clock[s].TotalSeconds),
        };
        CurationJson.Write(options.OutputFolder, report);
        if (options.ReportPath is not null)
        {
            HtmlReport.Write(options.ReportPath, report, album.Pictures);
        }

        return report;
    }

    /// <summary>Where the aligned picture of one face of a photo is kept, accepted or not; it is there for the largest face, and for the one that was chosen.</summary>
    /// <param name="outputFolder">The curation's output folder.</param>
    /// <param name="contentHash">SHA-256 of the photo file, lower-case hex.</param>
    /// <param name="face">Which of its faces.</param>
    /// <param name="size">The generator's resolution.</param>
    public static string AlignedPath(string outputFolder, string contentHash, int face, int size) =>
        new PictureStore(Path.Combine(outputFolder, CacheFolder, PicturesFolder), size).AlignedPath(contentHash, face);

    internal static AnalysisCache OpenCache(string outputFolder, FaceAnalyzer faces, int size) => AnalysisCache.Open(
        Path.Combine(outputFolder, CacheFolder, AnalysisFile), $"{faces.Embedder.Model.Name}|{size}|{faces.ReadsExpressions}");

    private static AlbumPhoto[] Photos(IReadOnlyList<string> files, IReadOnlyList<PhotoAnalysis> analyses, DecisionStore decisions)
        => [.. files.Zip(analyses, (f, a) => new AlbumPhoto(f, a, a.ContentHash.Length == 0 ? null : decisions.Of(a.ContentHash)))];

    private static List<float[]> Confirm(CurationOptions options, Album album, DecisionStore decisions)
    {
        List<float[]> faces = [];
        foreach (string file in options.Confirmed)
        {
            // A bare name means a photo of the album.
            string inAlbum = Path.Combine(options.PhotosFolder, file);
            string path = File.Exists(file) || !File.Exists(inAlbum) ? file : inAlbum;
            PhotoAnalysis analysis = album.AnalyseAlone(path);
            if (analysis.Faces.Count == 0)
            {
                throw new EngineException($"{file} cannot stand for the person: {analysis.Failure ?? "no face was found in it."}");
            }

            string relative = Path.GetRelativePath(Path.GetFullPath(options.PhotosFolder), Path.GetFullPath(path));
            if (relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative))
            {
                faces.Add(analysis.Faces[0].Embedding);
            }
            else
            {
                decisions.Set(analysis.ContentHash, relative.Replace('\\', '/'), UserDecision.IsPerson);
            }
        }

        if (options.Confirmed.Count > 0)
        {
            decisions.Save();
        }

        return faces;
    }

    /// <summary>Searches scenes in which the person was not among the large faces for small ones. True if anything was found.</summary>
    private static bool LookAgain(Album album, AlbumPhoto[] photos, IReadOnlyList<CuratedPhoto> curated, CancellationToken cancellation)
    {
        bool found = false;
        for (int i = 0; i < photos.Length; i++)
        {
            PhotoAnalysis analysis = photos[i].Analysis;
            double longest = Math.Max(analysis.Width, analysis.Height);
            bool scene = analysis.Faces.Count > 0 && analysis.Faces[0].Box.Width < SceneFace * longest;
            if (curated[i].Verdict == Verdict.WrongIdentity && photos[i].Decision is null && scene && !analysis.Exhausted)
            {
                cancellation.ThrowIfCancellationRequested();
                PhotoAnalysis again = album.SearchAgain(photos[i].File, analysis);
                found |= again.Faces.Count > analysis.Faces.Count;
                photos[i] = photos[i] with { Analysis = again };
            }
        }

        return found;
    }

    /// <summary>Why the album is of no use; null if it is.</summary>
    private static string? Problem(IReadOnlyList<CuratedPhoto> photos, Identity identity, int confirmed, string folder)
    {
        if (photos.All(p => p.Verdict == Verdict.Unreadable))
        {
            return $"None of the {photos.Count} photos in {folder} can be read. The first one: {photos[0].Reason}";
        }

        if (photos.All(p => p.FaceCount == 0))
        {
            return $"No face was found in {folder} ({photos.Count} photos). Choose a folder with photos of a person.";
        }

        int withFaces = photos.Count(p => p.FaceCount > 0);
        bool known = confirmed > 0 || photos.Any(p => p.Decision is UserDecision.IsPerson or UserDecision.Keep);
        if (identity.Photos.Count == 0 && !photos.Any(p => p.Verdict == Verdict.Accept))
        {
            return known
                ? $"No photo in {folder} shows the person you confirmed well enough. Add photos, or confirm another one."
                : $"No face in {folder} is large and sharp enough to learn from ({withFaces} photos with faces). Add larger photos, or curate for a smaller generator.";
        }

        return !known && identity.Photos.Count < LeastOfOnePerson && withFaces > 1
            ? $"No two of the {withFaces} photos with faces in {folder} show the same person. Put photos of one person there, or confirm one of them with --confirm."
            : null;
    }

    private static CuratedPhoto[] Finish(
        CurationOptions options, Album album, AlbumPhoto[] photos, IReadOnlyList<CuratedPhoto> curated, StageClock clock)
    {
        long start = Stopwatch.GetTimestamp();
        int[] accepted = [.. Enumerable.Range(0, curated.Count).Where(i => curated[i].Verdict == Verdict.Accept)];
        bool[] test = Split.Choose(
            [
                .. accepted.Select(i => new DuplicateFinder.Candidate(
                    curated[i].ContentHash, photos[i].Analysis.Look, photos[i].Analysis.Faces[curated[i].FaceIndex], MustKeep: false)),
            ],
            options.TestShare,
            options.Seed);
        IReadOnlyDictionary<string, string> names = AlignedFolder.Names(accepted.Select(i => curated[i].File));
        Dictionary<string, (string Hash, int Face)> before = Before(options);
        AlignedFolder folder = new(options.OutputFolder);
        CuratedPhoto[] result = [.. curated];
        for (int k = 0; k < accepted.Length; k++)
        {
            int i = accepted[k];
            string name = names[curated[i].File];
            bool unchanged = before.TryGetValue(name, out (string Hash, int Face) old) && old == (curated[i].ContentHash, curated[i].FaceIndex);
            folder.Place(album.Aligned(photos[i].File, photos[i].Analysis, curated[i].FaceIndex), name, unchanged);
            result[i] = curated[i] with { Aligned = name, Split = test[k] ? "test" : "train" };
        }

        folder.Remove(before.Keys.Except(names.Values, StringComparer.Ordinal));
        clock.Add(Stage.Write, start);
        return result;
    }

    /// <summary>What an earlier run of the same resolution put into the folder of aligned pictures.</summary>
    private static Dictionary<string, (string Hash, int Face)> Before(CurationOptions options)
    {
        try
        {
            CurationReport report = CurationJson.Read(options.OutputFolder);
            // Pictures of another resolution are to be replaced, and removed where they no longer belong.
            return report.Photos.Where(p => p.Aligned is not null)
                .ToDictionary(p => p.Aligned!, p => (report.Size == options.Size ? p.ContentHash : "", p.FaceIndex), StringComparer.Ordinal);
        }
        catch (Exception e) when (e is EngineException or ArgumentException)
        {
            return [];
        }
    }

    private CurationReport Report(
        CurationOptions options, AlbumPhoto[] photos, IReadOnlyList<CuratedPhoto> curated, Identity identity, string cacheFolder)
    {
        int[] accepted = [.. Enumerable.Range(0, curated.Count).Where(i => curated[i].Verdict == Verdict.Accept)];
        CuratedPhoto[] set = [.. accepted.Select(i => curated[i])];
        PairDistances? distances = options.Distances is null
            ? null
            : DistanceCache.Measure(set, options, Path.Combine(cacheFolder, "distances.json"));
        Coverage coverage = CoverageMeter.Measure(set, [.. accepted.Select(i => photos[i].Analysis.Faces[curated[i].FaceIndex].Patch)], distances);
        return new CurationReport
        {
            Size = options.Size,
            Embedder = _faces.Embedder.Model.Name,
            Photos = curated,
            Duplicates =
            [
                .. curated.Where(p => p.DuplicateOf is not null).GroupBy(p => p.DuplicateOf!, StringComparer.Ordinal)
                    .Select(g => (IReadOnlyList<string>)[g.Key, .. g.Select(p => p.File)]),
            ],
            Coverage = coverage,
            Warnings = Warnings.Of(curated, [.. accepted.Select(i => photos[i].Analysis.Look)], coverage, identity),
            StageSeconds = new Dictionary<string, double>(),
        };
    }
}

using MyStyle.Engine.Faces;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Curation;

/// <summary>
/// Groups the photos of a curated album again at other thresholds, in memory: quick enough to follow a slider. What is written stays as
/// it is. Safe to call from several threads.
/// </summary>
public sealed class CopyFinder
{
    private readonly (string File, DuplicateFinder.Candidate Candidate)[] _bestFirst;
    private readonly double _cosine;

    private CopyFinder((string, DuplicateFinder.Candidate)[] bestFirst, double cosine)
    {
        _bestFirst = bestFirst;
        _cosine = cosine;
    }

    /// <summary>The album's accepted photos and their copies, from what the last curation left.</summary>
    /// <param name="outputFolder">The curation's output folder.</param>
    /// <param name="report">Its report.</param>
    /// <param name="faces">The face networks that curated it.</param>
    /// <exception cref="EngineException">What the curation learned is gone.</exception>
    public static CopyFinder Open(string outputFolder, CurationReport report, FaceAnalyzer faces)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(faces);
        using AnalysisCache cache = Curator.OpenCache(outputFolder, faces, report.Size);
        var candidates = report.Photos
            .Where(photo => photo.Verdict is Verdict.Accept or Verdict.Duplicate)
            .Select(photo => (Photo: photo, Analysis: cache.Find(photo.ContentHash)
                ?? throw new EngineException($"What was learned of {photo.File} is gone. Curate again.")))
            .OrderByDescending(item => item.Photo.Decision is UserDecision.Keep or UserDecision.IsPerson)
            .ThenByDescending(item => Judge.Keeping(item.Analysis, item.Photo, report.Size))
            .ThenBy(item => item.Photo.File, StringComparer.Ordinal)
            .Select(item => (item.Photo.File, new DuplicateFinder.Candidate(
                item.Photo.ContentHash, item.Analysis.Look, item.Analysis.Faces[item.Photo.FaceIndex], item.Photo.Decision == UserDecision.Keep)));
        return new CopyFinder([.. candidates], faces.Embedder.Model.Thresholds.Duplicate);
    }

    /// <summary>The groups of copies; photos without a copy are in none.</summary>
    /// <param name="thresholds">Where the lines are drawn.</param>
    public IReadOnlyList<CopyGroup> Find(CurationThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        IReadOnlyList<(int Keeper, double Patch)?> copies =
            new DuplicateFinder(thresholds, thresholds.Duplicate ?? _cosine).Find([.. _bestFirst.Select(item => item.Candidate)]);
        return
        [
            .. Enumerable.Range(0, copies.Count)
                .Where(i => copies[i] is not null)
                .GroupBy(i => copies[i]!.Value.Keeper)
                .OrderBy(group => _bestFirst[group.Key].File, StringComparer.Ordinal)
                .Select(group => new CopyGroup(
                    _bestFirst[group.Key].File,
                    [.. group.Select(i => (_bestFirst[i].File, copies[i]!.Value.Patch)).OrderByDescending(copy => copy.Patch).ThenBy(copy => copy.File, StringComparer.Ordinal)])),
        ];
    }
}

using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Photos;

/// <summary>Reads an album as its page shows it.</summary>
/// <param name="contexts">The database.</param>
/// <param name="folder">Where everything is.</param>
/// <param name="curation">Looks at albums.</param>
/// <param name="variety">Knows how much the accepted photos differ.</param>
internal sealed class AlbumReader(IDbContextFactory<StudioDb> contexts, DataFolder folder, CurationDesk curation, VarietyDesk variety)
{
    private static readonly Dictionary<string, Measurement> NoScores = [];

    public async Task<AlbumView> ReadAsync(Guid person, CancellationToken cancellation)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        List<PhotoEntity> rows = await db.Photos.AsNoTracking().Where(p => p.PersonId == person).OrderBy(p => p.Id).ToListAsync(cancellation);
        (string? undo, string? redo) = await DecisionLog.DescribeAsync(db, person, cancellation);
        PhotoView[] photos = [.. rows.Select(View)];
        CurationReport? report = rows.Exists(row => row.Verdict is not null) ? Report(person) : null;
        CurationView view = curation.View(person);
        // An album that was curated by an earlier program, or whose measurement ended with the program, is measured when somebody looks.
        bool isMeasuring = report is not null && !view.IsRunning && variety.Ask(person, report);
        return new AlbumView(
            person, photos, Count(photos), Groups(photos), AlbumSettings.Read(folder, person).DuplicateThreshold,
            report is null ? null : Cover(report, rows, variety.Find(person, report)), report?.Warnings ?? [], view, undo, redo, isMeasuring);
    }

    private CurationReport? Report(Guid person)
    {
        try
        {
            return CurationJson.Read(folder.Curation(person));
        }
        catch (EngineException)
        {
            // There is none yet, or it is being replaced; the next curation writes it.
            return null;
        }
    }

    private static Coverage Cover(CurationReport report, List<PhotoEntity> rows, Variety? variety)
    {
        // Curation knows photos by their files, users by what they were called.
        var names = rows.ToDictionary(row => row.Sha256 + row.Extension, row => row.FileName, StringComparer.Ordinal);
        return report.Coverage with
        {
            MeanDistance = variety?.MeanDistance,
            DistanceName = variety?.Network,
            DistanceSample = variety?.Pictures ?? 0,
            AddLeast =
            [
                .. report.Coverage.AddLeast.Where(photo => names.ContainsKey(photo.File) && names.ContainsKey(photo.Nearest))
                    .Select(photo => photo with { File = names[photo.File], Nearest = names[photo.Nearest] }),
            ],
        };
    }

    private static AlbumCounts Count(PhotoView[] photos) => new(
        photos.Length,
        photos.Count(photo => photo.Standing == PhotoStanding.New),
        photos.Count(photo => photo.IsAccepted),
        photos.Count(photo => photo.Standing == PhotoStanding.ToLookAt),
        photos.Count(photo => photo is { IsAccepted: false, Standing: not PhotoStanding.New }));

    private static DuplicateGroup[] Groups(PhotoView[] photos) =>
    [
        .. photos.Where(photo => photo.DuplicateOf is not null)
            .GroupBy(photo => photo.DuplicateOf!.Value)
            .Select(group => new DuplicateGroup(
                group.Key,
                [.. group.Select(photo => new DuplicateCopy(photo.Id, photo.Scores.GetValueOrDefault("duplicate")?.Value ?? 1)).OrderByDescending(copy => copy.Likeness)])),
    ];

    private static PhotoView View(PhotoEntity row)
    {
        Dictionary<string, Measurement> scores = PhotoJson.Read<Dictionary<string, Measurement>>(row.ScoresJson) ?? NoScores;
        string[] remarks = PhotoJson.Read<string[]>(row.RemarksJson) ?? [];
        UserDecision? decision = DecisionNames.Parse(row.Decision);
        return new PhotoView(
            row.Id, row.FileName, row.Sha256, row.Bytes, row.Width, row.Height, Standings.Of(row.Verdict, decision, scores, remarks.Length),
            row.Verdict == Verdict.Accept.Name(), row.Verdict, row.Reason, scores, PhotoJson.Read<FaceMeasures>(row.MeasuresJson), remarks,
            row.DuplicateOfId, row.Split, row.AlignedPath is not null, row.Verdict != Verdict.Unreadable.Name(), decision, row.AddedUtc);
    }
}

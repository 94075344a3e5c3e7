using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Faces;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.Photos;

/// <summary>Looks at one album, from its files to its rows.</summary>
/// <param name="contexts">The database.</param>
/// <param name="folder">Where everything is.</param>
/// <param name="faces">The face networks, loaded when the first album needs them.</param>
/// <param name="priors">How large an aligned picture is.</param>
/// <param name="settings">How large a photo may be.</param>
internal sealed class AlbumCurator(
    IDbContextFactory<StudioDb> contexts, DataFolder folder, Lazy<FaceAnalyzer> faces, PriorSizes priors, StudioSettings settings)
{
    /// <summary>Curates an album and writes the verdicts.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="show">Told how far it is, from worker threads.</param>
    /// <param name="cancellation">Ends it between two photos; what was learned is kept.</param>
    /// <returns>What was found; null where there are no photos.</returns>
    public async Task<CurationReport?> RunAsync(Guid person, Action<CurationView> show, CancellationToken cancellation)
    {
        int size;
        await using (StudioDb db = await contexts.CreateDbContextAsync(cancellation))
        {
            PersonEntity? owner = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == person, cancellation);
            if (owner is null || !Directory.Exists(folder.Photos(person))
                || !Directory.EnumerateFiles(folder.Photos(person)).Any(file => !file.EndsWith(".bin", StringComparison.Ordinal)))
            {
                return null;
            }

            size = await priors.OfAsync(db, owner, cancellation);
        }

        var options = new CurationOptions
        {
            PhotosFolder = folder.Photos(person),
            OutputFolder = folder.Curation(person),
            Size = size,
            Thresholds = AlbumSettings.Thresholds(AlbumSettings.Read(folder, person).DuplicateThreshold),
            Reading = AlbumIntake.Reading(settings),
            MustFindPerson = false,
            // One core stays for the engine and the pages.
            Workers = Math.Max(1, Environment.ProcessorCount - 1),
        };
        // A thread of its own: the album keeps it busy, and the pool serves pages.
        CurationReport report = await Task.Factory.StartNew(
            () => new Curator(faces.Value).Run(options, new Relay(show), cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await using (StudioDb db = await contexts.CreateDbContextAsync(CancellationToken.None))
        {
            await VerdictWriter.WriteAsync(db, folder, person, report);
        }

        return report;
    }

    /// <summary>Why an album is of no use, in the studio's words; null if it is.</summary>
    public string? Problem(Guid person, CurationReport report) =>
        report.Problem?.Replace(folder.Photos(person), "the album", StringComparison.Ordinal).Replace(" with --confirm", "", StringComparison.Ordinal);

    /// <summary>Reports at once, on the thread that reports.</summary>
    private sealed class Relay(Action<CurationView> show) : IProgress<CurationProgress>
    {
        public void Report(CurationProgress value) => show(new CurationView(true, value.Done, value.Total, value.PhotosPerSecond, value.Remaining, null));
    }
}

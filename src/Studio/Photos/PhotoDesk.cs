using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.People;

namespace MyStyle.Studio.Photos;

/// <summary>The albums, over the database, the files and the engine's curation.</summary>
internal sealed class PhotoDesk(
    IDbContextFactory<StudioDb> contexts, DataFolder folder, AlbumIntake intake, AlbumReader reader, AlbumLocks locks, CurationDesk curation,
    DecisionLog decisions, ThumbnailShelf thumbnails, Announcer announcer, IPeople people) : IPhotos
{
    /// <inheritdoc/>
    public event Action<AlbumChange>? Changed
    {
        add => announcer.Changed += value;
        remove => announcer.Changed -= value;
    }

    /// <inheritdoc/>
    public Task<AlbumView> GetAsync(Guid person, CancellationToken cancellation = default) => reader.ReadAsync(person, cancellation);

    /// <inheritdoc/>
    public CurationView Curation(Guid person) => curation.View(person);

    /// <inheritdoc/>
    public Task<IReadOnlyList<UploadNeed>> KnownAsync(Guid person, IReadOnlyList<UploadCandidate> files, CancellationToken cancellation = default) =>
        intake.KnownAsync(person, files, cancellation);

    /// <inheritdoc/>
    public async Task<UploadOutcome> AddAsync(Guid person, string fileName, Stream content, CancellationToken cancellation = default)
    {
        UploadOutcome outcome = await intake.AddAsync(person, fileName, content, cancellation);
        if (outcome.IsNew)
        {
            announcer.Tell(person);
            curation.Ask(person);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(Guid person, IReadOnlyCollection<Guid> photos, CancellationToken cancellation = default)
    {
        using (await locks.TakeAsync(person, cancellation))
        {
            await curation.WithoutCurationAsync(person, () => EraseAsync(person, photos));
        }

        await people.TouchAsync(person, cancellation);
        announcer.Tell(person);
        curation.Ask(person, atOnce: true);
    }

    /// <inheritdoc/>
    public Task DecideAsync(Guid person, IReadOnlyCollection<Guid> photos, UserDecision? decision, CancellationToken cancellation = default) =>
        JudgeAgainAsync(person, () => decisions.DecideAsync(person, photos, decision, cancellation), cancellation);

    /// <inheritdoc/>
    public Task UseKeeperAsync(Guid person, Guid photo, CancellationToken cancellation = default) =>
        JudgeAgainAsync(person, () => decisions.UseKeeperAsync(person, photo, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<bool> UndoAsync(Guid person, CancellationToken cancellation = default) =>
        JudgeAgainAsync(person, () => decisions.UndoAsync(person, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<bool> RedoAsync(Guid person, CancellationToken cancellation = default) =>
        JudgeAgainAsync(person, () => decisions.RedoAsync(person, cancellation), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DuplicateGroup>> GroupAsync(Guid person, double threshold, CancellationToken cancellation = default)
    {
        CurationThresholds lines = AlbumSettings.Thresholds(Check(threshold));
        if (curation.Finder(person) is not { } finder)
        {
            return [];
        }

        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        Dictionary<string, Guid> photos = await db.Photos.AsNoTracking().Where(p => p.PersonId == person)
            .ToDictionaryAsync(p => p.Sha256 + p.Extension, p => p.Id, cancellation);
        return
        [
            .. finder.Find(lines).Where(group => photos.ContainsKey(group.Keeper)).Select(group => new DuplicateGroup(
                photos[group.Keeper],
                [.. group.Copies.Where(copy => photos.ContainsKey(copy.File)).Select(copy => new DuplicateCopy(photos[copy.File], copy.Likeness))])),
        ];
    }

    /// <inheritdoc/>
    public async Task SetThresholdAsync(Guid person, double threshold, CancellationToken cancellation = default)
    {
        using (await locks.TakeAsync(person, cancellation))
        {
            new AlbumSettings(Check(threshold)).Write(folder, person);
        }

        curation.Ask(person, atOnce: true);
    }

    /// <inheritdoc/>
    public void Curate(Guid person) => curation.Ask(person, atOnce: true);

    /// <inheritdoc/>
    public void CancelCuration(Guid person) => curation.Cancel(person);

    /// <inheritdoc/>
    public async Task StopAsync(Guid person)
    {
        await locks.CloseAsync(person);
        await curation.StopAsync(person);
    }

    private static double Check(double threshold) => threshold is >= AlbumSettings.Least and <= AlbumSettings.Most
        ? threshold
        : throw new EngineException("The likeness of copies lies between 0.8 and 1.");

    private async Task<bool> JudgeAgainAsync(Guid person, Func<Task<bool>> decide, CancellationToken cancellation)
    {
        bool changed;
        using (await locks.TakeAsync(person, cancellation))
        {
            changed = await decide();
        }

        if (changed)
        {
            announcer.Tell(person);
            curation.Ask(person, atOnce: true);
        }

        return changed;
    }

    private async Task<bool> EraseAsync(Guid person, IReadOnlyCollection<Guid> photos)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync();
        List<PhotoEntity> rows = await db.Photos.Where(p => p.PersonId == person && photos.Contains(p.Id)).ToListAsync();
        await db.Photos.Where(p => p.PersonId == person && p.DuplicateOfId != null && photos.Contains(p.DuplicateOfId.Value))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.DuplicateOfId, (Guid?)null));
        db.Photos.RemoveRange(rows);
        await db.SaveChangesAsync();
        CurationMemory.Forget(folder.Curation(person), [.. rows.Select(row => row.Sha256)]);
        foreach (PhotoEntity row in rows)
        {
            thumbnails.Forget(person, row.Sha256);
            File.Delete(folder.Photo(person, row.Sha256, row.Extension));
        }

        return true;
    }
}

using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Curation;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Photos;

/// <summary>What users say about photos: in the rows, in a list that can be gone back over, and by content hash where curation reads it.</summary>
/// <param name="contexts">The database.</param>
/// <param name="folder">Where everything is.</param>
/// <param name="time">Tells the time.</param>
internal sealed class DecisionLog(IDbContextFactory<StudioDb> contexts, DataFolder folder, TimeProvider time)
{
    /// <summary>Says one thing about photos; false if that changes nothing.</summary>
    public async Task<bool> DecideAsync(Guid person, IReadOnlyCollection<Guid> photos, UserDecision? decision, CancellationToken cancellation)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        List<PhotoEntity> rows = await OfAsync(db, person, photos, cancellation);
        string? name = decision?.Name();
        var after = rows.ToDictionary(row => row, _ => name);
        if (decision == UserDecision.Keep)
        {
            // Keeping a copy means keeping both: without a word about its keeper, the copy would take the keeper's place.
            Guid[] keepers = [.. rows.Where(row => row.Verdict == Verdict.Duplicate.Name()).Select(row => row.DuplicateOfId).OfType<Guid>()];
            foreach (PhotoEntity keeper in await db.Photos.Where(p => keepers.Contains(p.Id) && p.Decision == null).ToListAsync(cancellation))
            {
                after.TryAdd(keeper, name);
            }
        }

        return await ApplyAsync(db, person, after, cancellation);
    }

    /// <summary>Makes a photo the one of its group that is kept; false if it is already.</summary>
    public async Task<bool> UseKeeperAsync(Guid person, Guid photo, CancellationToken cancellation)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        PhotoEntity chosen = (await OfAsync(db, person, [photo], cancellation)).Single();
        Guid keeper = chosen.DuplicateOfId ?? chosen.Id;
        List<PhotoEntity> group = await db.Photos.Where(p => p.PersonId == person && (p.Id == keeper || p.DuplicateOfId == keeper)).ToListAsync(cancellation);
        var after = new Dictionary<PhotoEntity, string?> { [chosen] = UserDecision.Keep.Name() };
        foreach (PhotoEntity other in group.Where(other => other != chosen && other.Decision == UserDecision.Keep.Name()))
        {
            after[other] = null;
        }

        return await ApplyAsync(db, person, after, cancellation);
    }

    /// <summary>Takes the last decision back; false if there is none.</summary>
    public async Task<bool> UndoAsync(Guid person, CancellationToken cancellation)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        DecisionEntity? last = await db.Decisions.Where(d => d.PersonId == person && !d.Undone).OrderByDescending(d => d.Id).FirstOrDefaultAsync(cancellation);
        return last is not null && await ReplayAsync(db, person, last, undo: true, cancellation);
    }

    /// <summary>Does again what was taken back last; false if there is nothing.</summary>
    public async Task<bool> RedoAsync(Guid person, CancellationToken cancellation)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        DecisionEntity? next = await db.Decisions.Where(d => d.PersonId == person && d.Undone).OrderBy(d => d.Id).FirstOrDefaultAsync(cancellation);
        return next is not null && await ReplayAsync(db, person, next, undo: false, cancellation);
    }

    /// <summary>What undo and redo would do, in words.</summary>
    public static async Task<(string? Undo, string? Redo)> DescribeAsync(StudioDb db, Guid person, CancellationToken cancellation)
    {
        IQueryable<DecisionEntity> all = db.Decisions.AsNoTracking().Where(d => d.PersonId == person);
        string? undo = await all.Where(d => !d.Undone).OrderByDescending(d => d.Id).Select(d => d.ChangesJson).FirstOrDefaultAsync(cancellation);
        string? redo = await all.Where(d => d.Undone).OrderBy(d => d.Id).Select(d => d.ChangesJson).FirstOrDefaultAsync(cancellation);
        return (Words(undo), Words(redo));
    }

    private static string? Words(string? json) => json is null ? null : DecisionNames.Describe(PhotoJson.Read<List<DecisionChange>>(json) ?? []);

    private static async Task<List<PhotoEntity>> OfAsync(StudioDb db, Guid person, IReadOnlyCollection<Guid> photos, CancellationToken cancellation)
    {
        List<PhotoEntity> rows = await db.Photos.Where(p => p.PersonId == person && photos.Contains(p.Id)).ToListAsync(cancellation);
        return rows.Count == photos.Distinct().Count() ? rows : throw new NotThereException("One of these photos is not in the album any more.");
    }

    private async Task<bool> ApplyAsync(StudioDb db, Guid person, Dictionary<PhotoEntity, string?> after, CancellationToken cancellation)
    {
        DecisionChange[] changes = [.. after.Where(item => item.Key.Decision != item.Value).Select(item => new DecisionChange(item.Key.Id, item.Key.Decision, item.Value))];
        if (changes.Length == 0)
        {
            return false;
        }

        // What was taken back and not done again is given up, as everywhere.
        await db.Decisions.Where(d => d.PersonId == person && d.Undone).ExecuteDeleteAsync(cancellation);
        DateTime now = time.GetUtcNow().UtcDateTime;
        db.Decisions.Add(new DecisionEntity { PersonId = person, AtUtc = now, ChangesJson = PhotoJson.Write(changes) });
        foreach ((PhotoEntity row, string? decision) in after)
        {
            (row.Decision, row.DecidedUtc) = (decision, decision is null ? null : now);
        }

        Mirror(person, after.Keys);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private async Task<bool> ReplayAsync(StudioDb db, Guid person, DecisionEntity entry, bool undo, CancellationToken cancellation)
    {
        List<DecisionChange> changes = PhotoJson.Read<List<DecisionChange>>(entry.ChangesJson) ?? [];
        Dictionary<Guid, string?> wanted = changes.ToDictionary(change => change.Photo, change => undo ? change.Before : change.After);
        // Photos that were deleted since are passed over.
        List<PhotoEntity> rows = await db.Photos.Where(p => p.PersonId == person && wanted.Keys.Contains(p.Id)).ToListAsync(cancellation);
        DateTime now = time.GetUtcNow().UtcDateTime;
        foreach (PhotoEntity row in rows)
        {
            (row.Decision, row.DecidedUtc) = (wanted[row.Id], wanted[row.Id] is null ? null : now);
        }

        entry.Undone = undo;
        Mirror(person, rows);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private void Mirror(Guid person, IEnumerable<PhotoEntity> rows)
    {
        DecisionStore store = DecisionStore.Open(folder.Curation(person));
        foreach (PhotoEntity row in rows)
        {
            store.Set(row.Sha256, row.FileName, DecisionNames.Parse(row.Decision));
        }

        store.Save();
    }
}

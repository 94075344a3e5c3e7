using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Photos;

namespace MyStyle.Studio.People;

/// <summary>The people of the studio, over the database and the data folder.</summary>
/// <param name="contexts">The database.</param>
/// <param name="folder">Where everything is.</param>
/// <param name="models">Where priors are looked for.</param>
/// <param name="archives">Reads and writes .mystyle files.</param>
/// <param name="farewell">Deletes.</param>
/// <param name="services">The albums, asked for when they are needed, since they need the people.</param>
/// <param name="time">Tells the time.</param>
public sealed class PeopleDesk(
    IDbContextFactory<StudioDb> contexts, DataFolder folder, ModelDirectories models, PersonArchives archives, Farewell farewell, IServiceProvider services,
    TimeProvider time)
    : IPeople
{
    /// <inheritdoc/>
    public event Action<PersonChange>? Changed;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PersonCard>> ListAsync(CancellationToken cancellation = default)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        return await PersonCards.ReadAsync(db, db.People, cancellation);
    }

    /// <inheritdoc/>
    public async Task<PersonCard?> GetAsync(Guid person, CancellationToken cancellation = default)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        return (await PersonCards.ReadAsync(db, db.People.Where(p => p.Id == person), cancellation)).SingleOrDefault();
    }

    /// <inheritdoc/>
    public async Task<Guid> CreateAsync(string name, string? prior = null, CancellationToken cancellation = default)
    {
        string checkedName = PersonName.Check(name);
        string checkedPrior = prior ?? ModelCatalogue.DemoPrior;
        models.Require(checkedPrior);
        DateTime now = time.GetUtcNow().UtcDateTime;
        var row = new PersonEntity { Name = checkedName, Prior = checkedPrior, CreatedUtc = now, UpdatedUtc = now };
        Directory.CreateDirectory(folder.Person(row.Id));
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        db.People.Add(row);
        await db.SaveChangesAsync(cancellation);
        Tell(new PersonChange(row.Id));
        return row.Id;
    }

    /// <inheritdoc/>
    public Task RenameAsync(Guid person, string name, CancellationToken cancellation = default)
    {
        string checkedName = PersonName.Check(name);
        return ChangeAsync(person, (_, row) => row.Name = checkedName, cancellation);
    }

    /// <inheritdoc/>
    public async Task UsePriorAsync(Guid person, string prior, CancellationToken cancellation = default)
    {
        models.Require(prior);
        await ChangeAsync(person, (_, row) => row.Prior = prior, cancellation);
        services.GetService<IPhotos>()?.Curate(person);
    }

    /// <inheritdoc/>
    public Task UseGeneratorAsync(Guid person, Guid generator, CancellationToken cancellation = default) => ChangeAsync(
        person,
        (db, row) =>
        {
            GeneratorEntity found = db.Generators.SingleOrDefault(g => g.Id == generator && g.PersonId == person)
                ?? throw new EngineException("This person has no such generator. Perhaps it was deleted in another window.");
            row.GeneratorId = found.Id;
            row.Prior = found.Prior;
        },
        cancellation);

    /// <inheritdoc/>
    public Task TouchAsync(Guid person, CancellationToken cancellation = default) => ChangeAsync(person, (_, _) => { }, cancellation);

    /// <inheritdoc/>
    public async Task DeleteAsync(Guid person, CancellationToken cancellation = default)
    {
        if (await farewell.RunAsync(person, cancellation))
        {
            Tell(new PersonChange(person, IsGone: true));
        }
    }

    /// <inheritdoc/>
    public async Task<(Stream File, string FileName)> ExportAsync(Guid person, CancellationToken cancellation = default)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        PersonEntity row = await FindAsync(db, person, cancellation);
        GeneratorEntity generator = await db.Generators.SingleOrDefaultAsync(g => g.Id == row.GeneratorId, cancellation)
            ?? throw new EngineException($"{row.Name} is not trained yet, so there is nothing to export. Train first.");
        return (archives.Pack(folder.Generator(person, generator.Sha256), row.Name), PersonArchives.FileNameOf(row.Name));
    }

    /// <inheritdoc/>
    public async Task<Guid> ImportAsync(Stream archive, string fileName, CancellationToken cancellation = default)
    {
        PersonEntity row = await archives.UnpackAsync(archive, fileName, cancellation);
        await AddAsync(row, cancellation);
        return row.Id;
    }

    /// <summary>Keeps a whole new person, whose files are in place already; if that fails they are removed.</summary>
    internal async Task AddAsync(PersonEntity row, CancellationToken cancellation, Action<StudioDb>? more = null)
    {
        try
        {
            await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
            db.People.Add(row);
            more?.Invoke(db);
            await db.SaveChangesAsync(cancellation);
        }
        catch
        {
            Directory.Delete(folder.Person(row.Id), recursive: true);
            throw;
        }

        Tell(new PersonChange(row.Id));
    }

    private async Task ChangeAsync(Guid person, Action<StudioDb, PersonEntity> change, CancellationToken cancellation)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        PersonEntity row = await FindAsync(db, person, cancellation);
        change(db, row);
        row.UpdatedUtc = time.GetUtcNow().UtcDateTime;
        await db.SaveChangesAsync(cancellation);
        Tell(new PersonChange(person));
    }

    private static async Task<PersonEntity> FindAsync(StudioDb db, Guid person, CancellationToken cancellation) =>
        await db.People.SingleOrDefaultAsync(p => p.Id == person, cancellation) ?? throw new PersonNotFoundException();

    internal void Tell(PersonChange change) => Changed?.Invoke(change);
}

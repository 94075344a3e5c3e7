using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;
using MyStyle.Studio.Data;

namespace MyStyle.Studio.Directions;

/// <summary>The directions that people can be edited along: those that go with a prior, and those that were learned. Safe to call from any thread.</summary>
/// <param name="databases">The database.</param>
/// <param name="models">Where the catalogue's directions are.</param>
/// <param name="time">The clock.</param>
public sealed class DirectionBook(IDbContextFactory<StudioDb> databases, ModelDirectories models, TimeProvider time) : IDisposable
{
    private const int LongestName = 60;
    private readonly SemaphoreSlim _seeding = new(1, 1);

    /// <summary>Told, on any thread, when a direction came, went or changed.</summary>
    public event Action? Changed;

    /// <summary>The directions for a person on a prior: pose and smile first.</summary>
    /// <param name="person">Whose own are included.</param>
    /// <param name="prior">The prior's catalogue name.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<DirectionView>> ListAsync(Guid person, string prior, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prior);
        await EnsureBundledAsync(prior, cancellation);
        await using StudioDb db = await databases.CreateDbContextAsync(cancellation);
        List<DirectionEntity> found = await db.Directions.AsNoTracking()
            .Where(direction => direction.Prior == prior && (direction.PersonId == null || direction.PersonId == person))
            .ToListAsync(cancellation);
        return [.. found.OrderBy(direction => DirectionWords.Rank(direction.Name)).ThenBy(direction => direction.PersonId != null)
            .ThenBy(direction => direction.Name, StringComparer.Ordinal).Select(View)];
    }

    /// <summary>A direction's vector, [dim W].</summary>
    /// <exception cref="EngineException">There is no such direction.</exception>
    public async Task<(string Name, double[] Vector)> VectorAsync(Guid direction, CancellationToken cancellation = default)
    {
        await using StudioDb db = await databases.CreateDbContextAsync(cancellation);
        DirectionEntity found = await db.Directions.AsNoTracking().FirstOrDefaultAsync(item => item.Id == direction, cancellation) ?? throw Gone();
        float[] values = MemoryMarshal.Cast<byte, float>(found.Vector).ToArray();
        return (found.Name, Array.ConvertAll(values, value => (double)value));
    }

    /// <summary>Gives a person's own direction another name.</summary>
    /// <exception cref="EngineException">The name is empty, too long or taken; or the direction goes with the prior.</exception>
    public async Task RenameAsync(Guid direction, string name, CancellationToken cancellation = default)
    {
        string trimmed = CheckName(name);
        await using StudioDb db = await databases.CreateDbContextAsync(cancellation);
        DirectionEntity found = await OwnAsync(db, direction, cancellation);
        if (await db.Directions.AnyAsync(item => item.Id != direction && item.PersonId == found.PersonId && item.Name == trimmed, cancellation))
        {
            throw new EngineException($"There is a slider named {trimmed} already. Choose another name.");
        }

        found.Name = trimmed;
        await db.SaveChangesAsync(cancellation);
        Changed?.Invoke();
    }

    /// <summary>Removes a person's own direction.</summary>
    /// <exception cref="EngineException">It goes with the prior, or is gone.</exception>
    public async Task RemoveAsync(Guid direction, CancellationToken cancellation = default)
    {
        await using StudioDb db = await databases.CreateDbContextAsync(cancellation);
        db.Directions.Remove(await OwnAsync(db, direction, cancellation));
        await db.SaveChangesAsync(cancellation);
        Changed?.Invoke();
    }

    /// <summary>Keeps a direction from a file in any format that is read; nothing in it is executed.</summary>
    /// <param name="person">Whose it becomes.</param>
    /// <param name="prior">The prior it belongs to.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EngineException">The file is no direction, or the name is taken.</exception>
    public async Task<Guid> ImportAsync(Guid person, string prior, string name, string path, CancellationToken cancellation = default)
    {
        double[] vector = Toolbox.ReadDirection(path);
        var added = new DirectionEntity
        {
            PersonId = person,
            Prior = prior,
            Name = CheckName(name),
            Source = "imported",
            Vector = Pack(vector),
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        };
        await using StudioDb db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Directions.AnyAsync(item => item.PersonId == person && item.Name == added.Name, cancellation))
        {
            throw new EngineException($"There is a slider named {added.Name} already. Choose another name.");
        }

        db.Directions.Add(added);
        await db.SaveChangesAsync(cancellation);
        Changed?.Invoke();
        return added.Id;
    }

    /// <summary>Puts the catalogue's directions of a prior into the database, once.</summary>
    public async Task EnsureBundledAsync(string prior, CancellationToken cancellation = default)
    {
        await _seeding.WaitAsync(cancellation);
        try
        {
            await using StudioDb db = await databases.CreateDbContextAsync(cancellation);
            HashSet<string> known = [.. await db.Directions.Where(item => item.Prior == prior && item.PersonId == null).Select(item => item.Name).ToListAsync(cancellation)];
            DirectionEntity[] missing = [.. ModelCatalogue.Entries
                .Where(entry => entry.Kind == ModelKind.Direction && entry.Prior == prior && !known.Contains(entry.Name))
                .Select(entry => (entry.Name, Path: models.Find(entry)))
                .Where(item => item.Path is not null)
                .Select(item => new DirectionEntity
                {
                    Prior = prior,
                    Name = item.Name,
                    Source = "bundled",
                    Vector = Pack(Toolbox.ReadDirection(item.Path!)),
                    CreatedUtc = time.GetUtcNow().UtcDateTime,
                })];
            if (missing.Length > 0)
            {
                db.Directions.AddRange(missing);
                await db.SaveChangesAsync(cancellation);
            }
        }
        finally
        {
            _seeding.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _seeding.Dispose();

    /// <summary>A vector as the database keeps it: single precision, little-endian.</summary>
    public static byte[] Pack(double[] vector) =>
        GeneratorRow.Bytes(Array.ConvertAll(vector ?? throw new ArgumentNullException(nameof(vector)), value => (float)value));

    private static DirectionView View(DirectionEntity direction) => new(
        direction.Id, direction.PersonId, direction.Name, DirectionWords.Label(direction.Name), direction.Source,
        DirectionWords.DegreesPerUnit(direction.Name, direction.Source), direction.Accuracy, direction.Auc, direction.Correlation, direction.Cosine,
        direction.CreatedUtc);

    private static async Task<DirectionEntity> OwnAsync(StudioDb db, Guid direction, CancellationToken cancellation)
    {
        DirectionEntity found = await db.Directions.FirstOrDefaultAsync(item => item.Id == direction, cancellation) ?? throw Gone();
        return found.PersonId is not null
            ? found
            : throw new EngineException($"{DirectionWords.Label(found.Name)} goes with the prior and cannot be changed.");
    }

    private static string CheckName(string name)
    {
        string trimmed = (name ?? "").Trim();
        return trimmed.Length is > 0 and <= LongestName
            ? trimmed
            : throw new EngineException($"A slider's name has 1 to {LongestName} characters.");
    }

    private static EngineException Gone() => new("That slider is not there any more. Reload the page to see those that are.");
}

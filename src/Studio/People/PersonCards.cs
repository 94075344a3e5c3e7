using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Curation;
using MyStyle.Studio.Data;

namespace MyStyle.Studio.People;

/// <summary>Reads cards out of the database: two queries for however many people.</summary>
internal static class PersonCards
{
    public static async Task<IReadOnlyList<PersonCard>> ReadAsync(StudioDb db, IQueryable<PersonEntity> people, CancellationToken cancellation)
    {
        string accept = Verdict.Accept.Name();
        var rows = await people.AsNoTracking()
            .OrderByDescending(p => p.UpdatedUtc)
            .Select(p => new
            {
                Person = p,
                Photos = p.Photos.Count,
                Accepted = p.Photos.Count(photo => photo.Verdict == accept),
                FirstAligned = p.Photos.Where(photo => photo.AlignedPath != null).OrderBy(photo => photo.Id).Select(photo => (Guid?)photo.Id).FirstOrDefault(),
                Results = db.Results.Count(r => r.PersonId == p.Id && !r.IsDiscarded && !r.IsComparison),
                Generators = p.Generators.Count,
            })
            .ToListAsync(cancellation);
        Guid[] used = [.. rows.Select(row => row.Person.GeneratorId).OfType<Guid>()];
        Dictionary<Guid, PersonFigures> figures = await db.Generators.AsNoTracking()
            .Where(g => used.Contains(g.Id))
            .Select(g => new PersonFigures(
                g.Id, g.Title, g.Resolution, g.Anchors.Count, g.PerceptualNetwork, g.LpipsBefore, g.LpipsAfter, g.IdentityBefore, g.IdentityAfter,
                g.CreatedUtc))
            .ToDictionaryAsync(g => g.Id, cancellation);
        return
        [
            .. rows.Select(row => new PersonCard(
                row.Person.Id, row.Person.Name, row.Person.IsSynthetic, row.Photos, row.Accepted, row.Results, row.Person.Prior,
                row.Person.GeneratorId is { } id ? figures.GetValueOrDefault(id) : null, row.Generators,
                Cover(row.Person, row.FirstAligned), row.Person.CreatedUtc, row.Person.UpdatedUtc)),
        ];
    }

    private static string? Cover(PersonEntity person, Guid? firstAligned) =>
        person.CoverSha is { } sha ? $"/api/people/{person.Id}/pictures/{sha}"
        : firstAligned is { } photo ? $"/api/people/{person.Id}/photos/{photo}/aligned"
        : null;
}

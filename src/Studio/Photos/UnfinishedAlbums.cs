using Microsoft.EntityFrameworkCore;
using MyStyle.Studio.Data;

namespace MyStyle.Studio.Photos;

/// <summary>Goes on, after a start, with albums that nobody has looked at to the end.</summary>
/// <param name="contexts">The database.</param>
/// <param name="curation">Looks at them.</param>
internal sealed class UnfinishedAlbums(IDbContextFactory<StudioDb> contexts, CurationDesk curation) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(stoppingToken);
        foreach (Guid person in await db.Photos.Where(p => p.Verdict == null).Select(p => p.PersonId).Distinct().ToListAsync(stoppingToken))
        {
            curation.Ask(person);
        }
    }
}

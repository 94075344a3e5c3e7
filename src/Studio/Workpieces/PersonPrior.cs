using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Workpieces;

/// <summary>The generator that a person's pictures are cut for.</summary>
/// <param name="Resolution">Side of its pictures.</param>
/// <param name="Folder">Where it is.</param>
internal sealed record PersonPrior(int Resolution, string Folder)
{
    /// <summary>The generator in use.</summary>
    /// <exception cref="EngineException">There is no such person, or no generator yet.</exception>
    public static async Task<PersonPrior> FindAsync(StudioDb db, DataFolder folder, Guid person, CancellationToken cancellation)
    {
        PersonEntity who = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == person, cancellation)
            ?? throw new NotThereException("There is no such person any more.");
        GeneratorEntity? generator = who.GeneratorId is { } id
            ? await db.Generators.AsNoTracking().SingleOrDefaultAsync(g => g.Id == id, cancellation)
            : null;
        return generator is null
            ? throw new EngineException($"{who.Name} has no prior yet, so there is nothing to open a photo with. Train one first.")
            : new PersonPrior(generator.Resolution, folder.Generator(person, generator.Sha256));
    }
}

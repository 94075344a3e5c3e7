using Microsoft.EntityFrameworkCore;
using MyStyle.Studio.Data;
using MyStyle.Studio.People;

namespace MyStyle.Studio.Components.Pages.People;

/// <summary>The way to the sample person's first picture.</summary>
/// <param name="contexts">The database.</param>
/// <param name="services">Where the maker of the sample person is, if there is one.</param>
public sealed class SampleDoor(IDbContextFactory<StudioDb> contexts, IServiceProvider services)
{
    /// <summary>Where the first test photo is open for inpainting.</summary>
    public async Task<string> AddressAsync(Guid sample, CancellationToken cancellation = default)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        Guid? workpiece = await db.Workpieces.AsNoTracking().Where(w => w.PersonId == sample)
            .OrderBy(w => w.Id).Select(w => (Guid?)w.Id).FirstOrDefaultAsync(cancellation);
        return workpiece is { } id ? $"/people/{sample}/studio?workpiece={id}&tool=inpaint" : $"/people/{sample}/studio?tool=inpaint";
    }

    /// <summary>Brings the sample person.</summary>
    /// <exception cref="Engine.Runtime.EngineException">The installation is incomplete.</exception>
    public Task BringAsync(CancellationToken cancellation = default) =>
        services.GetService<ISamplePeople>()?.BringAsync(cancellation)
        ?? throw new Engine.Runtime.EngineException("This installation has no sample person.");
}

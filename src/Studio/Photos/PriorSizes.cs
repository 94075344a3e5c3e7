using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Models;
using MyStyle.Engine.Weights;
using MyStyle.Studio.Data;

namespace MyStyle.Studio.Photos;

/// <summary>The resolution of priors, read once each.</summary>
/// <param name="models">Where they are.</param>
public sealed class PriorSizes(ModelDirectories models)
{
    private const int DemoResolution = 128;
    private readonly ConcurrentDictionary<string, int> _sizes = new(StringComparer.Ordinal) { [ModelCatalogue.DemoPrior] = DemoResolution };

    /// <summary>Width and height of a prior's pictures.</summary>
    /// <exception cref="Engine.Runtime.EngineException">There is no such prior.</exception>
    public int Of(string prior) => _sizes.GetOrAdd(prior, name => GeneratorWeights.From(WeightReader.Read(models.Require(name))).Architecture.Resolution);

    internal async Task<int> OfAsync(StudioDb db, PersonEntity person, CancellationToken cancellation) =>
        await db.Generators.AsNoTracking().Where(g => g.Id == person.GeneratorId && g.Prior == person.Prior).Select(g => (int?)g.Resolution)
            .SingleOrDefaultAsync(cancellation) ?? Of(person.Prior);
}

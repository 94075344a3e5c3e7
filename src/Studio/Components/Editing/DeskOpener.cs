using Microsoft.EntityFrameworkCore;
using MyStyle.Studio.Data;
using MyStyle.Studio.Directions;

namespace MyStyle.Studio.Components.Editing;

/// <summary>Reads what a desk works on.</summary>
/// <param name="databases">The database.</param>
/// <param name="directions">The sliders.</param>
internal sealed class DeskOpener(IDbContextFactory<StudioDb> databases, DirectionBook directions)
{
    /// <summary>The dial at the start, unless the picture needs more.</summary>
    public const double StartBeta = 0.05;

    /// <summary>Opens a desk.</summary>
    /// <param name="person">Whose picture.</param>
    /// <param name="picture">The picture; null for the middle of the anchors.</param>
    /// <param name="chosen">The generator; null for the person's own.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<DeskOpening> OpenAsync(Guid person, Guid? picture, Guid? chosen, CancellationToken cancellation)
    {
        await using StudioDb db = await databases.CreateDbContextAsync(cancellation);
        Guid? wanted = chosen ?? (await db.People.AsNoTracking().FirstOrDefaultAsync(item => item.Id == person, cancellation))?.GeneratorId;
        GeneratorEntity? generator = await db.Generators.AsNoTracking().FirstOrDefaultAsync(item => item.Id == wanted && item.PersonId == person, cancellation);
        if (generator is null)
        {
            return new DeskOpening(null, Problem: "There is no prior of this person yet. Train it first; then its pictures can be edited.");
        }

        WorkpieceEntity? workpiece = await db.Workpieces.AsNoTracking().FirstOrDefaultAsync(item => item.Id == picture && item.PersonId == person, cancellation);
        CodeEntity? code = workpiece is null ? null : await CodeAsync(db, workpiece.Id, generator, cancellation);
        if (workpiece is not null && code is null)
        {
            return new DeskOpening(null, NeedsCode: true);
        }

        Guid anchored = generator.RefinedFromId ?? generator.Id;
        List<int> anchors = await db.Anchors.AsNoTracking().Where(item => item.GeneratorId == anchored).Select(item => item.Index).ToListAsync(cancellation);
        return new DeskOpening(new DeskScene(
            generator.Id, code?.Id, workpiece?.FileName ?? "the middle of the photos",
            workpiece is null ? null : $"api/people/{person}/pictures/{workpiece.AlignedSha}",
            Math.Max(StartBeta, code?.AllowedBeta ?? 0), generator.Resolution, await directions.ListAsync(person, generator.Prior, cancellation),
            anchors.ToDictionary(index => index, index => $"api/people/{person}/generators/{anchored}/anchors/{index}"),
            await RefinedAsync(workpiece?.Id, cancellation)));
    }

    /// <summary>Generators that were refined on a picture, the oldest first.</summary>
    public async Task<IReadOnlyList<GeneratorEntity>> RefinedAsync(Guid? picture, CancellationToken cancellation)
    {
        if (picture is null)
        {
            return [];
        }

        await using StudioDb db = await databases.CreateDbContextAsync(cancellation);
        return await db.Generators.AsNoTracking().Where(item => item.RefinedOnId == picture).OrderBy(item => item.CreatedUtc).ToListAsync(cancellation);
    }

    /// <summary>The newest code of a picture. A refined generator keeps the anchors of the one it came from, so codes of either count.</summary>
    private static Task<CodeEntity?> CodeAsync(StudioDb db, Guid picture, GeneratorEntity generator, CancellationToken cancellation) =>
        db.Codes.AsNoTracking()
            .Where(item => item.WorkpieceId == picture && (item.GeneratorId == generator.Id || item.GeneratorId == generator.RefinedFromId))
            .OrderByDescending(item => item.CreatedUtc).FirstOrDefaultAsync(cancellation);
}

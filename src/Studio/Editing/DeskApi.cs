using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Editing;

/// <summary>Pictures of the anchors, for readouts that say who carries a picture.</summary>
internal static class DeskApi
{
    public static void Map(WebApplication app) => app
        .MapGet("/api/people/{person:guid}/generators/{generator:guid}/anchors/{index:int}", AnchorAsync)
        .WithName("GetAnchorThumbnail").WithTags("Generators").WithSummary("The thumbnail of an anchor's photo, by its row.");

    private static async Task<IResult> AnchorAsync(
        Guid person, Guid generator, int index, IDbContextFactory<StudioDb> databases, DataFolder folder, CancellationToken cancellation)
    {
        await using StudioDb db = await databases.CreateDbContextAsync(cancellation);
        string? sha = await db.Generators.Where(item => item.Id == generator && item.PersonId == person).Select(item => item.Sha256)
            .FirstOrDefaultAsync(cancellation);
        if (sha is null || index < 0)
        {
            return TypedResults.NotFound();
        }

        string path = Path.Combine(folder.Generator(person, sha), "thumbnails", FormattableString.Invariant($"{index:D4}.jpg"));
        return File.Exists(path)
            ? TypedResults.PhysicalFile(path, "image/jpeg", entityTag: new EntityTagHeaderValue($"\"{sha[..16]}-{index}\""))
            : TypedResults.NotFound();
    }
}

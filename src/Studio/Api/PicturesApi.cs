using Microsoft.EntityFrameworkCore;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.People;
using MyStyle.Studio.Photos;

namespace MyStyle.Studio.Api;

/// <summary>Stored pictures over HTTP: never changed, so cached for ever.</summary>
public static class PicturesApi
{
    /// <summary>Maps <c>/people/{person}/pictures</c> and <c>/people/{person}/cover</c>.</summary>
    public static void MapPictures(this RouteGroupBuilder api)
    {
        ArgumentNullException.ThrowIfNull(api);
        api.MapGet("/people/{person:guid}/pictures/{sha:regex(^[0-9a-f]{{64}}$)}", Picture)
            .WithTags("Pictures").WithName("GetPicture").WithSummary("A stored picture, mask or code by its content hash.")
            .Produces<Stream>(200, "image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "application/octet-stream").ProducesProblem(404);
        api.MapGet("/people/{person:guid}/cover", CoverAsync)
            .WithTags("Pictures").WithName("GetCover").WithSummary("The picture on a person's card.")
            .Produces<Stream>(200, "image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "application/octet-stream").ProducesProblem(404);
    }

    private static IResult Picture(HttpContext context, Guid person, string sha, PictureStore store, string? download = null)
    {
        string? path = store.Find(person, sha);
        string type = PictureStore.MediaTypeOf(path ?? "");
        bool isPicture = type.StartsWith("image/", StringComparison.Ordinal);
        string? name = download is { Length: > 0 } wanted ? SafeName.Of(wanted) : isPicture ? null : sha + Path.GetExtension(path);
        return FileAnswers.Immutable(context, path, type, sha, name);
    }

    private static async Task<IResult> CoverAsync(
        HttpContext context, Guid person, IDbContextFactory<StudioDb> contexts, PictureStore store, ThumbnailShelf shelf)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(context.RequestAborted);
        PersonEntity row = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == person, context.RequestAborted) ?? throw new PersonNotFoundException();
        string? path = row.CoverSha is { } sha ? store.Find(person, sha) : null;
        if (path is null && await db.Photos.AsNoTracking().Where(p => p.PersonId == person && p.AlignedPath != null).OrderBy(p => p.Id).FirstOrDefaultAsync(context.RequestAborted) is { } photo)
        {
            path = shelf.Aligned(photo);
        }

        return FileAnswers.Changing(context, path, PictureStore.MediaTypeOf(path ?? ""));
    }
}

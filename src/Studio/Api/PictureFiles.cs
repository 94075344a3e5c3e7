using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using MyStyle.Studio.Files;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Api;

/// <summary>Answers with stored pictures. Their names are their content, so a browser may keep them for ever.</summary>
internal static class PictureFiles
{
    /// <summary>What is named by its content.</summary>
    public const string ForEver = "private, max-age=31536000, immutable";

    /// <summary>What may be another picture the next time; the tag saves sending it twice.</summary>
    public const string AskAgain = "private, no-cache";

    /// <summary>A stored picture; 404 if it is not there or the hash is none.</summary>
    public static IResult Stored(HttpContext context, PictureStore store, Guid person, string sha, string caching)
    {
        if (!IsHash(sha) || store.Find(person, sha) is not { } path)
        {
            return TypedResults.Problem("There is no such picture any more.", statusCode: StatusCodes.Status404NotFound);
        }

        context.Response.Headers.CacheControl = caching;
        return TypedResults.PhysicalFile(path, PictureStore.MediaTypeOf(path), entityTag: Tag(sha));
    }

    /// <summary>A picture in memory that is always the same for <paramref name="tag"/>.</summary>
    public static FileContentHttpResult Made(HttpContext context, EncodedPicture picture, string tag, string caching)
    {
        context.Response.Headers.CacheControl = caching;
        return TypedResults.Bytes(picture.Bytes, picture.MediaType, entityTag: Tag(tag));
    }

    /// <summary>Whether a text is a content hash.</summary>
    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private static EntityTagHeaderValue Tag(string text) => new($"\"{text}\"");
}

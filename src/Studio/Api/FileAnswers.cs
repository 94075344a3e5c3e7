using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace MyStyle.Studio.Api;

/// <summary>Files as answers.</summary>
internal static class FileAnswers
{
    private const string ForEver = "private, max-age=31536000, immutable";
    private const string AskAgain = "private, no-cache";

    /// <summary>A file that never changes under its address; 404 if it is not there.</summary>
    public static IResult Immutable(HttpContext context, string? path, string type, string tag, string? download = null)
    {
        if (path is null)
        {
            return NotThere();
        }

        context.Response.Headers.CacheControl = ForEver;
        return TypedResults.PhysicalFile(path, type, download, entityTag: new EntityTagHeaderValue($"\"{tag}\""), enableRangeProcessing: true);
    }

    /// <summary>A file that may change; 404 if it is not there.</summary>
    public static IResult Changing(HttpContext context, string? path, string type)
    {
        if (path is null)
        {
            return NotThere();
        }

        FileInfo file = new(path);
        context.Response.Headers.CacheControl = AskAgain;
        string tag = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}\"");
        return TypedResults.PhysicalFile(path, type, lastModified: file.LastWriteTimeUtc, entityTag: new EntityTagHeaderValue(tag));
    }

    private static ProblemHttpResult NotThere() => TypedResults.Problem("There is no such picture, any more.", statusCode: StatusCodes.Status404NotFound);
}

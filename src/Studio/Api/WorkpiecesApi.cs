using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MyStyle.Engine.Restoration;
using MyStyle.Studio.Files;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Api;

/// <summary>Pictures opened in a person's studio: opened, aligned, painted on, put back.</summary>
internal static class WorkpiecesApi
{
    /// <summary>Maps the routes below <c>/api</c>.</summary>
    public static RouteGroupBuilder MapWorkpieces(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/people/{person:guid}/workpieces").WithTags("Workpieces");
        group.MapGet("/", (Guid person, IWorkpieces workpieces, CancellationToken cancellation) => workpieces.ListAsync(person, cancellation))
            .WithSummary("The pictures opened in a person's studio.");
        group.MapPost("/", OpenAsync).WithMetadata(new RequestSizeLimitAttribute(PictureInput.MostBytes + 4096))
            .WithSummary("Opens a photo: the body is the file, the query its name.");
        group.MapPost("/from-photo/{photo:guid}", async (Guid person, Guid photo, IWorkpieces workpieces, CancellationToken cancellation) =>
            Opened(await workpieces.OpenPhotoAsync(person, photo, cancellation))).WithSummary("Opens a photo of the album.");
        group.MapPost("/from-result/{result:guid}", async (Guid person, Guid result, IWorkpieces workpieces, CancellationToken cancellation) =>
            Opened(await workpieces.OpenResultAsync(person, result, cancellation))).WithSummary("Opens a result, to go on from it.");
        RouteGroupBuilder one = group.MapGroup("/{workpiece:guid}");
        one.MapGet("/", GetAsync).WithSummary("One opened picture.");
        one.MapDelete("/", CloseAsync).WithSummary("Closes a picture; its results stay.");
        one.MapPost("/worse", async (Guid person, Guid workpiece, string degradation, IWorkpieces workpieces, CancellationToken cancellation) =>
            Opened(await workpieces.TryDegradationAsync(person, workpiece, degradation, cancellation)))
            .WithSummary("Opens a worse copy (blur:2,noise:12), to try a restoration out.");
        one.MapPut("/alignment", (Guid person, Guid workpiece, SquarePlacement square, IWorkpieces workpieces, CancellationToken cancellation) =>
            workpieces.AlignAsync(person, workpiece, square, cancellation)).WithSummary("Cuts the square out where it is put.");
        one.MapDelete("/alignment", (Guid person, Guid workpiece, IWorkpieces workpieces, CancellationToken cancellation) =>
            workpieces.AlignAsync(person, workpiece, null, cancellation)).WithSummary("Lets the face decide where the square lies.");
        one.MapGet("/mask", MaskAsync).WithSummary("The mask as last painted; white is filled.");
        one.MapPut("/mask", PutMaskAsync).WithMetadata(new RequestSizeLimitAttribute(PictureInput.MostMaskBytes + 4096))
            .WithSummary("Keeps a mask: the body is a PNG of the aligned square's size.");
        one.MapDelete("/mask", RemoveMaskAsync).WithSummary("Forgets the mask.");
        one.MapGet("/regions/{region}", RegionAsync).WithSummary("The mask of a part of the face.");
        one.MapGet("/small", SmallAsync).WithSummary("The small square that an enlargement would start from.");
        return api;
    }

    private static async Task<IResult> OpenAsync(Guid person, string? name, HttpRequest request, IWorkpieces workpieces, CancellationToken cancellation) =>
        Opened(await workpieces.OpenAsync(person, name ?? "photo", request.Body, cancellation));

    private static async Task<IResult> GetAsync(Guid person, Guid workpiece, IWorkpieces workpieces, CancellationToken cancellation) =>
        await workpieces.GetAsync(person, workpiece, cancellation) is { } view ? TypedResults.Ok(view) : Missing();

    private static async Task<IResult> CloseAsync(Guid person, Guid workpiece, IWorkpieces workpieces, CancellationToken cancellation)
    {
        await workpieces.CloseAsync(person, workpiece, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> MaskAsync(
        Guid person, Guid workpiece, HttpContext context, IWorkpieces workpieces, PictureStore store, CancellationToken cancellation) =>
        await workpieces.GetAsync(person, workpiece, cancellation) is { MaskSha: { } sha }
            ? PictureFiles.Stored(context, store, person, sha, PictureFiles.AskAgain)
            : Missing();

    private static async Task<IResult> PutMaskAsync(Guid person, Guid workpiece, HttpRequest request, IWorkpieces workpieces, CancellationToken cancellation) =>
        TypedResults.Ok(new KeptMask(await workpieces.PutMaskAsync(person, workpiece, request.Body, cancellation)));

    private static async Task<IResult> RemoveMaskAsync(Guid person, Guid workpiece, IWorkpieces workpieces, CancellationToken cancellation)
    {
        await workpieces.RemoveMaskAsync(person, workpiece, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> RegionAsync(
        Guid person, Guid workpiece, string region, HttpContext context, IWorkpieces workpieces, CancellationToken cancellation)
    {
        if (!Enum.TryParse(region.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out FaceRegion part) || !Enum.IsDefined(part))
        {
            return TypedResults.Problem($"There is no part of the face called '{region}'.", statusCode: StatusCodes.Status404NotFound);
        }

        WorkpieceView? view = await workpieces.GetAsync(person, workpiece, cancellation);
        return view is null
            ? Missing()
            : PictureFiles.Made(context, await workpieces.RegionAsync(person, workpiece, part, cancellation), $"{view.AlignedSha}-{part}", PictureFiles.AskAgain);
    }

    private static async Task<IResult> SmallAsync(
        Guid person, Guid workpiece, int? factor, HttpContext context, IWorkpieces workpieces, CancellationToken cancellation, bool enlarged = false)
    {
        WorkpieceView? view = await workpieces.GetAsync(person, workpiece, cancellation);
        return view is null
            ? Missing()
            : PictureFiles.Made(
                context, await workpieces.SmallAsync(person, workpiece, factor, enlarged, cancellation),
                $"{view.AlignedSha}-{view.SmallSha}-{factor}-{enlarged}", PictureFiles.AskAgain);
    }

    private static Created<WorkpieceView> Opened(WorkpieceView view) => TypedResults.Created($"/api/people/{view.Person}/workpieces/{view.Id}", view);

    private static ProblemHttpResult Missing() =>
        TypedResults.Problem("That picture is not open any more. Open it again.", statusCode: StatusCodes.Status404NotFound);

    private sealed record KeptMask(string Sha);
}

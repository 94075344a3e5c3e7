using Microsoft.AspNetCore.Http.HttpResults;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Photos;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.Api;

/// <summary>Albums over HTTP.</summary>
public static class PhotosApi
{
    private const int MostCandidates = 10_000;

    /// <summary>Maps <c>/people/{person}/photos</c>.</summary>
    public static void MapPhotos(this RouteGroupBuilder api)
    {
        ArgumentNullException.ThrowIfNull(api);
        long photoBytes = ((IEndpointRouteBuilder)api).ServiceProvider.GetRequiredService<StudioSettings>().Uploads.PhotoBytes;
        RouteGroupBuilder photos = api.MapGroup("/people/{person:guid}/photos").WithTags("Photos");
        photos.MapGet("/", (Guid person, IPhotos desk, CancellationToken cancellation) => desk.GetAsync(person, cancellation))
            .WithName("GetAlbum").WithSummary("An album: photos and verdicts, groups of copies, coverage, how the curation stands.");
        photos.MapPost("/known", KnownAsync)
            .WithName("AskKnownPhotos").WithSummary("Says which files need not be sent, and which would not be taken.").ProducesProblem(400).ProducesProblem(404);
        // A little more than the limit, so that a file just above it gets its sentence.
        photos.MapPut("/", AddAsync).TakesFile(photoBytes + (1 << 20))
            .WithName("AddPhoto").WithSummary("Takes one file, sent as the body, into the album. The same bytes are kept once.").ProducesProblem(404);
        photos.MapPost("/remove", RemoveAsync)
            .WithName("RemovePhotos").WithSummary("Deletes photos for good.").ProducesProblem(404);
        photos.MapPost("/decide", DecideAsync)
            .WithName("DecidePhotos").WithSummary("Keeps photos, leaves them out, confirms the person or calls them somebody else; one step of undo.").ProducesProblem(404);
        photos.MapPost("/{photo:guid}/keeper", KeeperAsync)
            .WithName("UseKeeper").WithSummary("Makes a copy the keeper of its group; one step of undo.").ProducesProblem(404);
        photos.MapPost("/undo", async (Guid person, IPhotos desk, CancellationToken cancellation) => new DoneReply(await desk.UndoAsync(person, cancellation)))
            .WithName("UndoDecision").WithSummary("Takes the last decision back.").ProducesProblem(404);
        photos.MapPost("/redo", async (Guid person, IPhotos desk, CancellationToken cancellation) => new DoneReply(await desk.RedoAsync(person, cancellation)))
            .WithName("RedoDecision").WithSummary("Does again what was taken back last.").ProducesProblem(404);
        photos.MapGet("/groups", (Guid person, double threshold, IPhotos desk, CancellationToken cancellation) => desk.GroupAsync(person, threshold, cancellation))
            .WithName("GroupCopies").WithSummary("The groups of copies at another threshold; nothing changes.").ProducesProblem(400);
        photos.MapPut("/threshold", ThresholdAsync)
            .WithName("SetThreshold").WithSummary("Keeps another threshold for copies, and judges the album again.").ProducesProblem(400);
        photos.MapGet("/curation", (Guid person, IPhotos desk) => desk.Curation(person))
            .WithName("GetCuration").WithSummary("How the curation stands.");
        photos.MapPost("/curation", Curate)
            .WithName("Curate").WithSummary("Looks at the album again.");
        photos.MapDelete("/curation", Cancel)
            .WithName("CancelCuration").WithSummary("Ends the curation; what it learned is kept for the next.");
        photos.MapGet("/{photo:guid}/file", FileAsync)
            .WithName("GetPhotoFile").WithSummary("The photo as it came.").Produces<Stream>(200, "image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "application/octet-stream").ProducesProblem(404);
        photos.MapGet("/{photo:guid}/thumbnail", ThumbnailAsync)
            .WithName("GetPhotoThumbnail").WithSummary("A small picture of the photo.").Produces<Stream>(200, "image/jpeg").ProducesProblem(404);
        photos.MapGet("/{photo:guid}/aligned", AlignedAsync)
            .WithName("GetPhotoAligned").WithSummary("The face, cut out and aligned.").Produces<Stream>(200, "image/png").ProducesProblem(404);
    }

    private static async Task<Ok<IReadOnlyList<UploadNeed>>> KnownAsync(Guid person, KnownPost post, IPhotos desk, CancellationToken cancellation) =>
        post.Files.Count <= MostCandidates
            ? TypedResults.Ok(await desk.KnownAsync(person, post.Files, cancellation))
            : throw new EngineException($"Ask about at most {MostCandidates} files at a time.");

    private static Task<UploadOutcome> AddAsync(Guid person, string name, HttpRequest request, IPhotos desk, CancellationToken cancellation) =>
        desk.AddAsync(person, name, request.Body, cancellation);

    private static async Task<NoContent> RemoveAsync(Guid person, PhotosPost post, IPhotos desk, CancellationToken cancellation)
    {
        await desk.RemoveAsync(person, post.Photos, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DecideAsync(Guid person, DecisionPost post, IPhotos desk, CancellationToken cancellation)
    {
        await desk.DecideAsync(person, post.Photos, post.Decision, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> KeeperAsync(Guid person, Guid photo, IPhotos desk, CancellationToken cancellation)
    {
        await desk.UseKeeperAsync(person, photo, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ThresholdAsync(Guid person, ThresholdPut put, IPhotos desk, CancellationToken cancellation)
    {
        await desk.SetThresholdAsync(person, put.Threshold, cancellation);
        return TypedResults.NoContent();
    }

    private static Accepted Curate(Guid person, IPhotos desk)
    {
        desk.Curate(person);
        return TypedResults.Accepted((string?)null);
    }

    private static NoContent Cancel(Guid person, IPhotos desk)
    {
        desk.CancelCuration(person);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> FileAsync(HttpContext context, Guid person, Guid photo, ThumbnailShelf shelf)
    {
        PhotoEntity? row = await shelf.FindAsync(person, photo, context.RequestAborted);
        string type = row is null ? "" : PictureStore.MediaTypeOf(row.Extension);
        // What is no picture is never shown, only handed over.
        string? download = type.StartsWith("image/", StringComparison.Ordinal) ? null : row?.FileName;
        return FileAnswers.Immutable(context, row is null ? null : shelf.File(row), type, row?.Sha256 ?? "", download);
    }

    private static async Task<IResult> ThumbnailAsync(HttpContext context, Guid person, Guid photo, ThumbnailShelf shelf)
    {
        PhotoEntity? row = await shelf.FindAsync(person, photo, context.RequestAborted);
        return FileAnswers.Immutable(context, row is null ? null : await shelf.SmallAsync(row), "image/jpeg", $"{row?.Sha256}-small");
    }

    private static async Task<IResult> AlignedAsync(HttpContext context, Guid person, Guid photo, ThumbnailShelf shelf)
    {
        PhotoEntity? row = await shelf.FindAsync(person, photo, context.RequestAborted);
        return FileAnswers.Changing(context, row is null ? null : shelf.Aligned(row), "image/png");
    }
}

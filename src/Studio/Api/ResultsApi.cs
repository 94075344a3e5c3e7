using Microsoft.AspNetCore.Http.HttpResults;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Results;
using MyStyle.Studio.Settings;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Api;

/// <summary>Everything that was made: listed, kept, discarded, downloaded, compared.</summary>
internal static class ResultsApi
{
    /// <summary>Maps the routes below <c>/api</c>.</summary>
    public static RouteGroupBuilder MapResults(this RouteGroupBuilder api)
    {
        RouteGroupBuilder person = api.MapGroup("/people/{person:guid}").WithTags("Results");
        person.MapGet("/difference/{a}/{b}", DifferenceAsync).WithSummary("Where two stored pictures differ, as a heat map.");
        person.MapGet("/reference", ReferenceAsync).WithSummary("A small picture of a reference photo, by its name.");
        RouteGroupBuilder group = person.MapGroup("/results");
        group.MapGet("/", ListAsync).WithSummary("A person's results, the newest first.");
        group.MapPost("/keep", async (Guid person, Marking marking, IResults results, CancellationToken cancellation) =>
        {
            await results.KeepAsync(person, marking.Results, marking.On, cancellation);
            return TypedResults.NoContent();
        }).WithSummary("Marks results as kept, or takes that back.");
        group.MapPost("/discard", async (Guid person, Marking marking, IResults results, CancellationToken cancellation) =>
        {
            await results.DiscardAsync(person, marking.Results, marking.On, cancellation);
            return TypedResults.NoContent();
        }).WithSummary("Hides results, or brings them back.");
        group.MapDelete("/discarded", async (Guid person, IResults results, CancellationToken cancellation) =>
            TypedResults.Ok(new Emptied(await results.EmptyAsync(person, cancellation)))).WithSummary("Deletes discarded results for good.");
        RouteGroupBuilder one = group.MapGroup("/{result:guid}");
        one.MapGet("/", GetAsync).WithSummary("One result.");
        one.MapGet("/picture", PictureAsync).WithSummary("The full picture.");
        one.MapGet("/download", DownloadAsync).WithSummary("The picture as a file that says how it was made; original puts it back into its photo.");
        one.MapGet("/parameters", ParametersAsync).WithSummary("Everything it was made of, as JSON.");
        one.MapPost("/rerun", RerunAsync).WithSummary("Makes it again; seed and beta may differ.");
        return api;
    }

    private static Task<IReadOnlyList<ResultView>> ListAsync(
        Guid person, IResults results, CancellationToken cancellation, Guid? workpiece = null, Guid? job = null, ResultKind[]? kind = null, bool kept = false,
        bool discarded = false, bool comparisons = false, int skip = 0, int take = 200) => results.ListAsync(
            person,
            new ResultFilter
            {
                Workpiece = workpiece,
                Job = job,
                Kinds = kind ?? [],
                OnlyKept = kept,
                Discarded = discarded,
                WithComparisons = comparisons,
                Skip = skip,
                Take = take,
            },
            cancellation);

    private static async Task<IResult> GetAsync(Guid person, Guid result, IResults results, CancellationToken cancellation) =>
        await results.GetAsync(person, result, cancellation) is { } view ? TypedResults.Ok(view) : Missing();

    private static async Task<IResult> PictureAsync(
        Guid person, Guid result, HttpContext context, IResults results, PictureStore store, CancellationToken cancellation) =>
        await results.GetAsync(person, result, cancellation) is { } view
            ? PictureFiles.Stored(context, store, person, view.PictureSha, PictureFiles.ForEver)
            : Missing();

    private static async Task<IResult> DownloadAsync(
        Guid person, Guid result, IResults results, UserPreferences preferences, CancellationToken cancellation, bool? provenance = null, bool original = false)
    {
        EncodedPicture picture = await results.DownloadAsync(person, result, new DownloadOptions(provenance ?? preferences.Current.DownloadsCarryProvenance, original), cancellation);
        return TypedResults.Bytes(picture.Bytes, picture.MediaType, picture.FileName);
    }

    private static async Task<IResult> ParametersAsync(Guid person, Guid result, IResults results, CancellationToken cancellation) =>
        await results.GetAsync(person, result, cancellation) is { } view
            ? TypedResults.Text(view.ParametersJson, "application/json")
            : Missing();

    private static async Task<IResult> DifferenceAsync(
        Guid person, string a, string b, HttpContext context, IResults results, CancellationToken cancellation, double gain = 4)
    {
        return PictureFiles.IsHash(a) && PictureFiles.IsHash(b) && double.IsFinite(gain)
            ? PictureFiles.Made(
                context, await results.DifferenceAsync(person, a, b, gain, cancellation), $"{a}-{b}-{gain:0.###}", PictureFiles.ForEver)
            : TypedResults.Problem("Two content hashes and a number are needed.", statusCode: StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> ReferenceAsync(
        Guid person, string name, HttpContext context, IResults results, CancellationToken cancellation, Guid? generator = null)
    {
        if (await results.ReferenceAsync(person, name, generator, cancellation) is not { } picture)
        {
            return TypedResults.Problem("There is no picture of that reference photo.", statusCode: StatusCodes.Status404NotFound);
        }

        context.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.Bytes(picture.Bytes, picture.MediaType);
    }

    private static async Task<IResult> RerunAsync(
        Guid person, Guid result, IResults results, IJobs jobs, CancellationToken cancellation, long? seed = null, double? beta = null)
    {
        PictureOrder? order = await results.RecipeAsync(person, result, cancellation);
        if (order is null)
        {
            return TypedResults.Problem("That result was not made by a job, so it cannot be made again.", statusCode: StatusCodes.Status400BadRequest);
        }

        order = order with { Seeds = seed is { } s ? [s] : order.Seeds, Betas = beta is { } b ? [b] : order.Betas };
        Guid job = await jobs.EnqueueAsync(PictureJobs.Request(person, order, null), cancellation);
        return TypedResults.Accepted($"/api/jobs/{job}", new Started(job));
    }

    private static ProblemHttpResult Missing() => TypedResults.Problem("That result is not there any more.", statusCode: StatusCodes.Status404NotFound);

    private sealed record Marking(IReadOnlyList<Guid> Results, bool On = true);

    private sealed record Emptied(int Deleted);

    private sealed record Started(Guid Job);
}

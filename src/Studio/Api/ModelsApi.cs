using Microsoft.AspNetCore.Http.HttpResults;
using MyStyle.Studio.Models;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.Api;

/// <summary>Models over HTTP.</summary>
public static class ModelsApi
{
    /// <summary>Maps <c>/models</c>.</summary>
    public static void MapModels(this RouteGroupBuilder api)
    {
        ArgumentNullException.ThrowIfNull(api);
        long modelBytes = ((IEndpointRouteBuilder)api).ServiceProvider.GetRequiredService<StudioSettings>().Uploads.ModelBytes;
        RouteGroupBuilder models = api.MapGroup("/models").WithTags("Models");
        models.MapGet("/", (IModels desk, CancellationToken cancellation) => desk.ListAsync(cancellation))
            .WithName("ListModels").WithSummary("Every model: whether it is here, its licence, its hash, who uses it.");
        models.MapPost("/{name}/verify", (string name, IModels desk, CancellationToken cancellation) => desk.VerifyAsync(name, cancellation))
            .WithName("VerifyModel").WithSummary("Reads a model's file whole and compares its hash.").ProducesProblem(400).ProducesProblem(404);
        models.MapPost("/import", ImportAsync).TakesFile(modelBytes)
            .WithName("ImportModel").WithSummary("Takes in a model of the catalogue or a generator of one's own, sent as the body. It is read, never executed.").ProducesProblem(400);
        models.MapPost("/import-from", ImportFromAsync)
            .WithName("ImportModelsFrom").WithSummary("Takes in a file, or every file of weights of a folder, of the machine that runs the studio.").ProducesProblem(400);
        models.MapDelete("/{name}", RemoveAsync)
            .WithName("RemoveModel").WithSummary("Removes an installed model that nobody uses.").ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<Ok<ModelReply>> ImportAsync(
        HttpRequest request, IModels desk, CancellationToken cancellation, string name = "generator.pt") =>
        TypedResults.Ok(new ModelReply([await desk.ImportAsync(request.Body, name, cancellation)], []));

    private static async Task<Ok<ModelReply>> ImportFromAsync(ModelPost post, IModels desk, CancellationToken cancellation)
    {
        (IReadOnlyList<string> taken, IReadOnlyList<string> passedOver) = await desk.ImportFromAsync(post.Path, cancellation);
        return TypedResults.Ok(new ModelReply(taken, passedOver));
    }

    private static async Task<NoContent> RemoveAsync(string name, IModels desk, CancellationToken cancellation)
    {
        await desk.RemoveAsync(name, cancellation);
        return TypedResults.NoContent();
    }
}

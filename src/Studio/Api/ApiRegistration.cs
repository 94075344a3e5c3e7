using System.Text.Json;
using System.Text.Json.Serialization;

namespace MyStyle.Studio.Api;

/// <summary>Registers the HTTP API.</summary>
public static class ApiRegistration
{
    /// <summary>Adds the API's description.</summary>
    public static IServiceCollection AddStudioApi(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiProblems>();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
            options.SerializerOptions.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals;
        });
        services.AddOpenApi(options => options.AddOperationTransformer((operation, context, _) =>
        {
            operation.OperationId ??= $"{context.Description.HttpMethod}-{context.Description.RelativePath}";
            return Task.CompletedTask;
        }).AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "MyStyle Studio";
            document.Info.Description =
                "Everything that the studio's pages do. Calls that change something carry the header X-MyStyle: 1; where a token is demanded, calls carry it as Authorization: Bearer TOKEN. Errors are problem+json whose detail is a sentence for people.";
            return Task.CompletedTask;
        }));
        return services;
    }

    /// <summary>Maps every route of the API, a file a concern.</summary>
    public static WebApplication MapStudioApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseExceptionHandler();
        app.MapOpenApi();
        RouteGroupBuilder api = app.MapGroup("/api");
        api.MapPeople();
        api.MapPhotos();
        api.MapPictures();
        api.MapModels();
        api.MapJobs();
        api.MapWorkpieces();
        api.MapResults();
        return app;
    }
}

namespace MyStyle.Studio.Api;

/// <summary>Registers the HTTP API.</summary>
public static class ApiRegistration
{
    /// <summary>Adds the API's description.</summary>
    public static IServiceCollection AddStudioApi(this IServiceCollection services) => services;

    /// <summary>Maps every route of the API, a file a concern.</summary>
    public static WebApplication MapStudioApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        RouteGroupBuilder api = app.MapGroup("/api");
        api.MapJobs();
        return app;
    }
}

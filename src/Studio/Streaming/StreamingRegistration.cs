namespace MyStyle.Studio.Streaming;

/// <summary>Registers the live feed and its hub.</summary>
public static class StreamingRegistration
{
    /// <summary>Where the hub is.</summary>
    public const string LivePath = "/hub/live";

    /// <summary>Adds the feed.</summary>
    public static IServiceCollection AddStudioStreaming(this IServiceCollection services)
    {
        services.AddSignalR()
            .AddMessagePackProtocol()
            .AddHubOptions<LiveHub>(options => options.SupportedProtocols = ["messagepack"]);
        return services.AddSingleton<ILiveFeed, LiveFeed>();
    }

    /// <summary>Maps the hub.</summary>
    public static WebApplication MapStudioHub(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapHub<LiveHub>(LivePath);
        return app;
    }
}

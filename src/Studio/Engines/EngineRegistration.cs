namespace MyStyle.Studio.Engines;

/// <summary>Registers the engine.</summary>
public static class EngineRegistration
{
    /// <summary>Adds the engine as one service for all.</summary>
    public static IServiceCollection AddStudioEngine(this IServiceCollection services) => services;
}

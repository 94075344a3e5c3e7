namespace MyStyle.Studio.Exploring;

/// <summary>Registers what is done inside the hull.</summary>
public static class ExploringRegistration
{
    /// <summary>Adds the explorer.</summary>
    public static IServiceCollection AddStudioExploring(this IServiceCollection services) => services.AddSingleton<Explorer>();
}

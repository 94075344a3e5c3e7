using Microsoft.Extensions.DependencyInjection.Extensions;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;

namespace MyStyle.Studio.Engines;

/// <summary>Registers the engine.</summary>
public static class EngineRegistration
{
    /// <summary>Adds the engine, or one for each device of the settings, as one service for all.</summary>
    public static IServiceCollection AddStudioEngine(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider =>
        {
            var settings = new EngineSettings();
            provider.GetRequiredService<IConfiguration>().GetSection(EngineSettings.Section).Bind(settings);
            return settings;
        });
        services.TryAddSingleton(provider => ModelDirectories.Create([.. provider.GetRequiredService<EngineSettings>().ModelDirectories]));
        services.TryAddSingleton(provider => EngineFleet.Create(
            provider.GetRequiredService<EngineSettings>(), provider.GetRequiredService<ModelDirectories>(), provider.GetService<TimeProvider>()));
        return services;
    }
}

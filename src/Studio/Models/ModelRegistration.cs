namespace MyStyle.Studio.Models;

/// <summary>Registers what is done with models.</summary>
public static class ModelRegistration
{
    /// <summary>Adds the models.</summary>
    public static IServiceCollection AddStudioModels(this IServiceCollection services) => services.AddSingleton<OwnGenerators>().AddSingleton<IModels, ModelDesk>();
}

namespace MyStyle.Studio.Results;

/// <summary>Registers what is done with results.</summary>
public static class ResultRegistration
{
    /// <summary>Adds the services of results.</summary>
    public static IServiceCollection AddStudioResults(this IServiceCollection services) => services
        .AddSingleton<ReferencePictures>()
        .AddSingleton<IResults, ResultService>();
}

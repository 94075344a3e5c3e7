namespace MyStyle.Studio.Workpieces;

/// <summary>Registers what is done with opened pictures.</summary>
public static class WorkpieceRegistration
{
    /// <summary>Adds the services of opened pictures.</summary>
    public static IServiceCollection AddStudioWorkpieces(this IServiceCollection services) => services
        .AddSingleton<FaceDesk>()
        .AddSingleton<IWorkpieces, WorkpieceService>();
}

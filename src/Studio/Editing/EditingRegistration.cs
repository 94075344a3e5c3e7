namespace MyStyle.Studio.Editing;

/// <summary>Registers the edit desk.</summary>
public static class EditingRegistration
{
    /// <summary>Adds the desk's services.</summary>
    public static IServiceCollection AddStudioEditing(this IServiceCollection services) => services.AddSingleton<Editor>().AddSingleton<EditKeeper>();

    /// <summary>Maps the desk's hub.</summary>
    public static WebApplication MapStudioDesk(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapHub<DeskHub>("/hub/desk");
        DeskApi.Map(app);
        return app;
    }
}

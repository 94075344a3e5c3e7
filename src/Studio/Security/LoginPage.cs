using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.Security;

/// <summary>Exchanges the token for the cookie.</summary>
internal static class LoginPage
{
    private const int TriesPerMinute = 10;

    private const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Log in - MyStyle Studio</title>
        <style>
        :root { color-scheme: dark light }
        body { font: 16px/1.5 system-ui, sans-serif; display: grid; place-items: center; min-height: 90vh; margin: 16px }
        form { display: grid; gap: 16px; width: min(100%, 26rem) }
        input, button { font: inherit; padding: 8px 12px }
        </style>
        </head>
        <body>
        <main>
        <form method="post" action="/login">
        <h1>MyStyle Studio</h1>
        <p>MESSAGE</p>
        <label for="token">Token</label>
        <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
        <button type="submit">Log in</button>
        </form>
        </main>
        </body>
        </html>
        """;

    /// <summary>Adds the limit on tries, for each address that asks and for all of them together.</summary>
    public static IServiceCollection AddLogin(this IServiceCollection services) => services.AddSingleton(_ =>
        PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(context => Window(context.Connection.RemoteIpAddress?.ToString() ?? "", TriesPerMinute)),
            PartitionedRateLimiter.Create<HttpContext, string>(_ => Window("", 10 * TriesPerMinute))));

    /// <summary>Maps <c>/login</c>.</summary>
    public static void MapLogin(this WebApplication app)
    {
        app.MapGet("/login", (HttpContext context, string? token) => LogIn(context, token)).ExcludeFromDescription();
        // No antiforgery token: whoever sends the right token may log in, from its own pages only (the gate looks at the origin).
        app.MapPost("/login", (HttpContext context, [FromForm] string? token) => LogIn(context, token ?? "")).DisableAntiforgery().ExcludeFromDescription();
    }

    private static IResult LogIn(HttpContext context, string? token)
    {
        IServiceProvider services = context.RequestServices;
        if (!services.GetRequiredService<StudioSettings>().DemandsToken || services.GetRequiredService<LoginCookie>().IsIn(context.Request))
        {
            return Microsoft.AspNetCore.Http.Results.LocalRedirect("/");
        }

        context.Response.Headers.CacheControl = "no-store";
        if (token is null)
        {
            return Show("The studio printed an address with a token when it first started. Open that address, or give the token here.", StatusCodes.Status200OK);
        }

        using RateLimitLease lease = services.GetRequiredService<PartitionedRateLimiter<HttpContext>>().AttemptAcquire(context);
        if (!lease.IsAcquired)
        {
            return Show("Too many tries. Wait a minute.", StatusCodes.Status429TooManyRequests);
        }

        if (!services.GetRequiredService<AccessToken>().IsRight(token))
        {
            return Show("That is not the token.", StatusCodes.Status401Unauthorized);
        }

        services.GetRequiredService<LoginCookie>().Give(context);
        return Microsoft.AspNetCore.Http.Results.LocalRedirect("/");
    }

    private static IResult Show(string message, int status) =>
        Microsoft.AspNetCore.Http.Results.Content(Page.Replace("MESSAGE", message, StringComparison.Ordinal), "text/html; charset=utf-8", statusCode: status);

    private static RateLimitPartition<string> Window(string key, int tries) => RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = tries, Window = TimeSpan.FromMinutes(1) });
}

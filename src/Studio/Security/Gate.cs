using MyStyle.Studio.Settings;

namespace MyStyle.Studio.Security;

/// <summary>Stands before everything: the right name, the right site, the right token, the header that other sites cannot send.</summary>
/// <param name="next">What comes after.</param>
/// <param name="hosts">Which names the studio answers to.</param>
/// <param name="cookie">What a login gives.</param>
/// <param name="token">What a login takes.</param>
/// <param name="settings">Whether a login is needed.</param>
public sealed class Gate(RequestDelegate next, HostGuard hosts, LoginCookie cookie, AccessToken token, StudioSettings settings)
{
    /// <summary>The header that state-changing calls of the API carry: a page of another site cannot send it unasked.</summary>
    public const string Header = "X-MyStyle";

    /// <summary>Lets the request through, or answers it.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        HttpRequest request = context.Request;
        if (!hosts.Accepts(request.Host))
        {
            return Refuse(context, StatusCodes.Status421MisdirectedRequest, "This name is not one of the studio's. Add it to Studio:AllowedHosts if it should be.");
        }

        SecurityHeaders.Add(context);
        bool isQuiet = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        bool staysConnected = context.WebSockets.IsWebSocketRequest || request.Headers.Upgrade.Count > 0
            || request.Method == HttpMethods.Connect || request.Path.StartsWithSegments("/hub") || request.Path.StartsWithSegments("/_blazor");
        if ((!isQuiet || staysConnected) && !HostGuard.IsOwn(request))
        {
            return Refuse(context, StatusCodes.Status403Forbidden, "Another site may not do this in the studio.");
        }

        if (settings.DemandsToken && !request.Path.Equals("/login", StringComparison.Ordinal) && !cookie.IsIn(request) && !token.IsRight(Bearer(request)))
        {
            if (IsPage(request))
            {
                context.Response.Redirect("/login");
                return Task.CompletedTask;
            }

            return Refuse(context, StatusCodes.Status401Unauthorized, "Log in first: open the address that the studio printed when it started.");
        }

        return !isQuiet && request.Path.StartsWithSegments("/api") && request.Headers[Header].Count == 0
            ? Refuse(context, StatusCodes.Status403Forbidden, $"Calls that change something carry the header {Header}: 1.")
            : next(context);
    }

    // For programs: a token in the header of every call, instead of a login.
    private static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } value && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? value[7..].Trim() : null;

    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api") && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static Task Refuse(HttpContext context, int status, string sentence) =>
        Microsoft.AspNetCore.Http.Results.Problem(sentence, statusCode: status).ExecuteAsync(context);
}

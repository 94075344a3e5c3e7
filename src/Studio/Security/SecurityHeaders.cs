using System.Buffers.Text;
using System.Security.Cryptography;

namespace MyStyle.Studio.Security;

/// <summary>What every answer tells the browser not to do.</summary>
public static class SecurityHeaders
{
    private const string NonceKey = "MyStyle.Nonce";

    /// <summary>
    /// Marks the scripts that a page itself holds (the import map) as ours, in this answer only; empty outside requests. Pages give it as the
    /// script's <c>nonce</c>.
    /// </summary>
    public static string Nonce(HttpContext? context) => context?.Items[NonceKey] as string ?? "";

    internal static void Add(HttpContext context)
    {
        string nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        context.Items[NonceKey] = nonce;
        IHeaderDictionary headers = context.Response.Headers;
        // Styles may be inline: MudBlazor and Blazor write style attributes. Scripts may not.
        headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self' data:; " +
            "connect-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), interest-cohort=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}

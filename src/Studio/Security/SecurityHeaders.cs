using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace MyStyle.Studio.Security;

/// <summary>What every answer tells the browser not to do.</summary>
public static class SecurityHeaders
{
    private static readonly ConditionalWeakTable<ImportMapDefinition, string> Sources = [];

    internal static void Add(HttpContext context)
    {
        // The import map is the only script that a page itself holds; it is named by its hash. Styles may be inline: MudBlazor and Blazor
        // write style attributes.
        string ownScript = context.GetEndpoint()?.Metadata.GetMetadata<ImportMapDefinition>() is { } map ? Sources.GetValue(map, Source) : "";
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self'{ownScript}; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self' data:; " +
            "connect-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static string Source(ImportMapDefinition map) =>
        $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(map.ToString().ReplaceLineEndings("\n"))))}'";
}

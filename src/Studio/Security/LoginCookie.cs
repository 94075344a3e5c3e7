using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace MyStyle.Studio.Security;

/// <summary>What a browser gets for the right token: a sealed cookie that scripts cannot read and other sites cannot send.</summary>
/// <param name="protection">Seals it.</param>
/// <param name="token">What it was given for.</param>
public sealed class LoginCookie(IDataProtectionProvider protection, AccessToken token)
{
    /// <summary>Its name.</summary>
    public const string Name = "mystyle-login";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("MyStyle.Studio.Login").ToTimeLimitedDataProtector();

    /// <summary>Gives it.</summary>
    public void Give(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Append(Name, _protector.Protect(token.Fingerprint, Lifetime), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            MaxAge = Lifetime,
            Path = "/",
            IsEssential = true,
        });
    }

    /// <summary>Whether the request carries one that still counts.</summary>
    public bool IsIn(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Cookies[Name] is not { Length: > 0 and < 4096 } sealedText)
        {
            return false;
        }

        try
        {
            return CryptographicOperations.FixedTimeEquals(
                System.Text.Encoding.UTF8.GetBytes(_protector.Unprotect(sealedText)), System.Text.Encoding.UTF8.GetBytes(token.Fingerprint));
        }
        catch (CryptographicException)
        {
            // Forged, too old, or sealed with keys that are gone.
            return false;
        }
    }
}

using System.Net;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.Security;

/// <summary>
/// Which names the studio answers to. A page elsewhere can make its own name point at this machine and then talk to the studio as if it were
/// of the same site; names that are not ours are refused, whatever they point at.
/// </summary>
public sealed class HostGuard
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _anyAddress;

    /// <summary>Collects the names.</summary>
    public HostGuard(StudioSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _names.UnionWith(["localhost", "127.0.0.1", "[::1]"]);
        _names.UnionWith(settings.AllowedHosts);
        if (settings.Listening is { } address)
        {
            _names.Add(address.Host);
        }

        if (!settings.IsLoopback)
        {
            // An address in numbers cannot be rebound.
            _anyAddress = true;
            string machine = Dns.GetHostName();
            _names.UnionWith([machine, $"{machine}.local"]);
        }
    }

    /// <summary>Whether the request calls the studio by one of its names.</summary>
    public bool Accepts(HostString host) =>
        host.HasValue && (_names.Contains(host.Host) || (_anyAddress && IPAddress.TryParse(host.Host.Trim('[', ']'), out _)));

    /// <summary>
    /// Whether the request comes from the studio's own pages, or from no page at all. Reading by other sites is kept out by the browser; what
    /// changes something, and what stays connected, must be ours.
    /// </summary>
    public static bool IsOwn(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin)
        {
            return Uri.TryCreate(origin, UriKind.Absolute, out Uri? from)
                && string.Equals(from.Authority, Authority(request.Host), StringComparison.OrdinalIgnoreCase);
        }

        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
    }

    private static string Authority(HostString host) => host.Port is 80 ? host.Host : host.Value ?? "";
}

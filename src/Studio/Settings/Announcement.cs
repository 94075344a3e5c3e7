using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using MyStyle.Studio.Security;

namespace MyStyle.Studio.Settings;

/// <summary>Says on the console where the studio is.</summary>
internal static class Announcement
{
    /// <summary>Prints one line when the studio listens, and the address to log in where a token is demanded.</summary>
    public static void SayWhereItListens(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        StudioSettings settings = app.Services.GetRequiredService<StudioSettings>();
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? settings.Address;
        Console.WriteLine($"Listening on {address}");
        string start = Reachable(address);
        if (settings.DemandsToken)
        {
            AccessToken token = app.Services.GetRequiredService<AccessToken>();
            start = token.ForConsole is { } made ? $"{start}/login?token={made}" : $"{start}/login";
            Console.WriteLine(
                token.ForConsole is not null ? $"Log in with {start}"
                : settings.Token.Length > 0 ? $"Log in at {start} with the token of the settings"
                : $"Log in at {start} with the token printed at the first start; deleting {token.KeptIn} makes a new one");
        }

        if (settings.OpenBrowser)
        {
            Open(start);
        }
    });

    /// <summary>All addresses of this machine are no address to open: one of them is.</summary>
    private static string Reachable(string address)
    {
        Uri listening = new(address);
        if (!IPAddress.TryParse(listening.IdnHost.Trim('[', ']'), out IPAddress? ip) || !(ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
        {
            return address;
        }

        IPAddress? own = NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(candidate => candidate.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(candidate));
        return $"http://{own?.ToString() ?? Dns.GetHostName()}:{listening.Port.ToString(CultureInfo.InvariantCulture)}";
    }

    private static void Open(string address)
    {
        try
        {
            using Process? browser = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            Console.Error.WriteLine($"No browser could be opened ({e.Message}). Open {address} yourself.");
        }
    }
}

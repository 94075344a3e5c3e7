using System.ComponentModel;
using System.Diagnostics;
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
        string start = address;
        if (settings.DemandsToken && app.Services.GetRequiredService<AccessToken>().ForConsole is { } token)
        {
            start = $"{address}/login?token={token}";
            Console.WriteLine($"Log in with {start}");
        }

        if (settings.OpenBrowser)
        {
            Open(start);
        }
    });

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

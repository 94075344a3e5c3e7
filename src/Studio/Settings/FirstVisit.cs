using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MyStyle.Studio.Settings;

/// <summary>
/// The studio asks itself for its first page as soon as it listens: what is compiled on the way is compiled when somebody comes.
/// </summary>
internal static class FirstVisit
{
    /// <summary>Visits once, in the background, where no token is demanded.</summary>
    public static void VisitItself(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        string? address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is not null && !app.Services.GetRequiredService<StudioSettings>().DemandsToken)
        {
            _ = VisitAsync(new Uri(address), app.Lifetime.ApplicationStopping);
        }
    });

    private static async Task VisitAsync(Uri address, CancellationToken stopping)
    {
        try
        {
            // Never by way of a proxy: the visit stays on this machine.
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            using HttpResponseMessage page = await client.GetAsync(address, stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // Nobody waits for it.
        }
    }
}

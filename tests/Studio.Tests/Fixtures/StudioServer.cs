using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Tests.Fixtures;

/// <summary>The whole studio on a free port, over a data folder of its own.</summary>
internal sealed class StudioServer : IAsyncDisposable
{
    private readonly TemporaryFolder? _own;
    private readonly WebApplication _app;

    private StudioServer(TemporaryFolder? own, WebApplication app)
    {
        _own = own;
        _app = app;
        Address = new Uri(app.Urls.First());
        Client = CreateClient();
    }

    public Uri Address { get; }

    /// <summary>Sends the header that changes need; follows no redirects and keeps cookies.</summary>
    public HttpClient Client { get; }

    public DataFolder Folder => Get<DataFolder>();

    public static async Task<StudioServer> StartAsync(string? data = null, params string[] more)
    {
        TemporaryFolder? own = data is null ? new TemporaryFolder() : null;
        bool hasAddress = more.Any(option => option.StartsWith("--Studio:Address", StringComparison.Ordinal));
        WebApplication app = await StudioApp.BuildAsync(
        [
            $"--Studio:DataFolder={data ?? own!.File("data")}",
            "--Studio:SamplePerson=false",
            .. hasAddress ? Array.Empty<string>() : ["--Studio:Address=http://127.0.0.1:0"],
            .. more,
        ]);
        await app.StartAsync();
        return new StudioServer(own, app);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public HttpClient CreateClient(bool withHeader = true)
    {
        string host = Address.Host == "0.0.0.0" ? "127.0.0.1" : Address.Host;
        HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri($"http://{host}:{Address.Port}/"),
        };
        if (withHeader)
        {
            client.DefaultRequestHeaders.Add("X-MyStyle", "1");
        }

        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _own?.Dispose();
    }
}

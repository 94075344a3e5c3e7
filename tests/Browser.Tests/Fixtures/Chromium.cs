using Microsoft.Playwright;

namespace MyStyle.Browser.Tests.Fixtures;

/// <summary>One browser for all tests: Debian's Chromium, or the one MYSTYLE_CHROMIUM names.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where the browser is looked for.</summary>
    public static string Executable { get; } = Environment.GetEnvironmentVariable("MYSTYLE_CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>Whether there is a browser at all.</summary>
    public static bool IsInstalled => File.Exists(Executable);

    /// <summary>The browser.</summary>
    public IBrowser Browser => _browser ?? throw new InvalidOperationException("There is no browser.");

    public async ValueTask InitializeAsync()
    {
        if (!IsInstalled)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run"],
            Timeout = 120_000,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

using Microsoft.Playwright;

namespace MyStyle.Browser.Tests.Fixtures;

/// <summary>What the tests share: the browser, windows that are looked after, and the studio with the sample person.</summary>
/// <param name="chromium">The browser.</param>
/// <param name="shared">The studio.</param>
public abstract class BrowserTest(Chromium chromium, SharedStudio shared) : IAsyncLifetime
{
    private readonly List<Visit> _visits = [];

    /// <summary>The sample person of the shared studio.</summary>
    protected string Sample => shared.Sample;

    /// <summary>The shared studio's address.</summary>
    protected string Address => shared.Address;

    /// <summary>The shared studio's data folder.</summary>
    protected string Data => shared.Studio.Data;

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Chromium.IsInstalled, $"There is no browser: {Chromium.Executable} is missing. Install Debian's 'chromium', or set MYSTYLE_CHROMIUM.");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Visit visit in _visits)
        {
            await visit.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a window.</summary>
    internal async Task<Visit> VisitAsync(
        string path, string? address = null, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Dark, bool touch = false)
    {
        Visit visit = await Visit.StartAsync(chromium, address ?? shared.Address, width, height, scheme, touch);
        _visits.Add(visit);
        await visit.GoAsync(path);
        return visit;
    }
}

using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace MyStyle.Browser.Tests.Fixtures;

/// <summary>
/// A browser window of its own on a studio. It listens to what the console complains about, and leaves a trace and a picture behind when
/// its test fails.
/// </summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>How long a condition may take on a busy machine with two cores.</summary>
    public const float Patience = 120_000;

    private readonly List<string> _complaints = [];
    private readonly List<string> _expected = [];

    private Visit(IBrowserContext context, IPage page, string address)
    {
        (Context, Page, Address) = (context, page, address);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public string Address { get; }

    public static async Task<Visit> StartAsync(
        Chromium chromium, string address, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Dark, bool touch = false)
    {
        IBrowserContext context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            HasTouch = touch,
        });
        context.SetDefaultTimeout(Patience);
        context.SetDefaultNavigationTimeout(Patience);
        await context.Tracing.StartAsync(new TracingStartOptions { Screenshots = false, Snapshots = true });
        IPage page = await context.NewPageAsync();
        Visit visit = new(context, page, address);
        page.Console += (_, message) => visit.Note(message.Type == "error" ? $"{message.Text} ({message.Location})" : null);
        page.PageError += (_, error) => visit.Note(error);
        return visit;
    }

    /// <summary>Goes to a page of the studio and waits until it is interactive.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(Address + path);
        await Page.WaitForSelectorAsync("main h1", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });
    }

    public ILocator Get(string testId) => Page.GetByTestId(testId);

    /// <summary>Waits until a JavaScript expression is true.</summary>
    public Task UntilAsync(string expression, object? argument = null) =>
        Page.WaitForFunctionAsync(expression, argument, new PageWaitForFunctionOptions { Timeout = Patience, PollingInterval = 100 });

    /// <summary>Calls the studio's API from the page, as its scripts do.</summary>
    public async Task<JsonElement> AskAsync(string path, string method = "GET", object? body = null) => (await Page.EvaluateAsync<JsonElement>(
        """
        async ([path, method, body]) => {
            const answer = await fetch(path, {
                method, headers: { "X-MyStyle": "1", "Content-Type": "application/json" }, body: body === null ? undefined : JSON.stringify(body),
            });
            const text = await answer.text();
            if (!answer.ok) {
                throw new Error(`${method} ${path}: ${answer.status} ${text}`);
            }

            return text ? JSON.parse(text) : null;
        }
        """,
        new[] { path, method, body }))!;

    /// <summary>Makes a person through the API.</summary>
    public async Task<string> MakePersonAsync(string name)
    {
        JsonElement made = await AskAsync("/api/people", "POST", new { name });
        return made.GetProperty("id").GetString()!;
    }

    /// <summary>Complaints that a test brings about itself, a lost connection say.</summary>
    public void Expect(params string[] parts) => _expected.AddRange(parts);

    /// <summary>Fails if the console complained or the page stopped.</summary>
    public async Task AssertCalmAsync()
    {
        string[] complaints;
        lock (_complaints)
        {
            complaints = [.. _complaints.Where(complaint => !_expected.Any(part => complaint.Contains(part, StringComparison.OrdinalIgnoreCase)))];
        }

        complaints.ShouldBeEmpty();
        (await Page.Locator("#blazor-error-ui").IsVisibleAsync()).ShouldBeFalse("the page stopped");
    }

    public async ValueTask DisposeAsync()
    {
        bool failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        if (failed)
        {
            string folder = Path.Combine(AppContext.BaseDirectory, "failures");
            string name = Path.Combine(folder, string.Join('_', (TestContext.Current.TestMethod?.MethodName ?? "test").Split(Path.GetInvalidFileNameChars())));
            Directory.CreateDirectory(folder);
            await Context.Tracing.StopAsync(new TracingStopOptions { Path = name + ".zip" });
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = name + ".png" });
            await File.WriteAllTextAsync(name + ".txt", string.Create(CultureInfo.InvariantCulture, $"{Page.Url}\n{string.Join('\n', _complaints)}\n"));
        }
        else
        {
            await Context.Tracing.StopAsync();
        }

        await Context.CloseAsync();
    }

    private void Note(string? complaint)
    {
        if (complaint is not null)
        {
            lock (_complaints)
            {
                _complaints.Add(complaint);
            }
        }
    }
}

using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MyStyle.Screenshots;

/// <summary>Takes the pictures, and listens to what browser and axe complain about.</summary>
public sealed class Photographer : IAsyncDisposable
{
    private static readonly (int Width, int Height)[] Sizes = [(1440, 900), (400, 800)];
    private static readonly ColorScheme[] Schemes = [ColorScheme.Dark, ColorScheme.Light];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly string _studio;
    private readonly string _folder;

    private Photographer(IPlaywright playwright, IBrowser browser, string studio, string folder)
    {
        (_playwright, _browser, _studio, _folder) = (playwright, browser, studio, folder);
    }

    /// <summary>Starts the browser: Debian's Chromium, or the one MYSTYLE_CHROMIUM names.</summary>
    public static async Task<Photographer> StartAsync(string studio, string folder)
    {
        Directory.CreateDirectory(folder);
        IPlaywright playwright = await Playwright.CreateAsync().ConfigureAwait(false);
        IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("MYSTYLE_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        }).ConfigureAwait(false);
        return new Photographer(playwright, browser, studio.TrimEnd('/'), folder);
    }

    /// <summary>Takes a page in every size and theme.</summary>
    /// <returns>How many complaints there were.</returns>
    public async Task<int> TakeAsync(PageScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        if (script.Steps.Any(step => step.Verb == "save"))
        {
            return await TakeAsync(script, Sizes[0].Width, Sizes[0].Height, Schemes[0]).ConfigureAwait(false);
        }

        int complaints = 0;
        foreach ((int width, int height) in Sizes)
        {
            foreach (ColorScheme scheme in Schemes)
            {
                complaints += await TakeAsync(script, width, height, scheme).ConfigureAwait(false);
            }
        }

        return complaints;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync().ConfigureAwait(false);
        _playwright.Dispose();
    }

    private async Task<int> TakeAsync(PageScript script, int width, int height, ColorScheme scheme)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{script.Name}-{width}-{scheme.ToString().ToLowerInvariant()}");
        List<string> complaints = [];
        long bytes = 0;
        await using IBrowserContext context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            HasTouch = width < 700,
        }).ConfigureAwait(false);
        await context.AddInitScriptAsync("localStorage.setItem('mystyle-theme', 'system')").ConfigureAwait(false);
        IPage page = await context.NewPageAsync().ConfigureAwait(false);
        page.Console += (_, message) => Note(complaints, message.Type == "error" ? $"console: {message.Text}" : null);
        page.PageError += (_, error) => Note(complaints, $"script: {error}");
        page.RequestFinished += async (_, request) =>
        {
            RequestSizesResult sizes = await request.SizesAsync().ConfigureAwait(false);
            if (Environment.GetEnvironmentVariable("VERBOSE") is not null)
            {
                Console.WriteLine($"    {sizes.ResponseBodySize} {request.Url}");
            }

            Interlocked.Add(ref bytes, sizes.ResponseBodySize + sizes.ResponseHeadersSize);
        };
        await page.GotoAsync(_studio + script.Address).ConfigureAwait(false);
        await page.WaitForSelectorAsync("main h1", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached }).ConfigureAwait(false);
        await page.WaitForTimeoutAsync(700).ConfigureAwait(false);
        foreach ((string verb, string argument) in script.Steps)
        {
            if (verb == "save")
            {
                string[] wanted = argument.Split('@');
                await page.ScreenshotAsync(new PageScreenshotOptions
                {
                    Path = Path.Combine(_folder, wanted[0] + ".jpg"),
                    Type = ScreenshotType.Jpeg,
                    Quality = wanted.Length > 1 ? int.Parse(wanted[1], CultureInfo.InvariantCulture) : 70,
                }).ConfigureAwait(false);
                Console.WriteLine(wanted[0]);
                return 0;
            }

            await StepAsync(page, verb, argument).ConfigureAwait(false);
        }

        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(_folder, name + ".png") }).ConfigureAwait(false);
        if (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth || document.querySelector('main').scrollWidth > document.querySelector('main').clientWidth").ConfigureAwait(false))
        {
            Note(complaints, "the page scrolls sideways");
        }

        AxeResult axe = await page.RunAxe().ConfigureAwait(false);
        foreach (AxeResultItem violation in axe.Violations)
        {
            string places = string.Join(", ", violation.Nodes.Take(4).Select(node => node.Target));
            Note(complaints, $"axe {violation.Impact}: {violation.Help} ({violation.Id}) at {places}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {bytes / 1000} kB"));
        complaints.ForEach(complaint => Console.WriteLine("  " + complaint));
        return complaints.Count;
    }

    private static async Task StepAsync(IPage page, string verb, string argument)
    {
        switch (verb)
        {
            case "click":
                await At(page, argument).ClickAsync().ConfigureAwait(false);
                break;
            case "open":
                await page.GetByText(argument).First.ClickAsync().ConfigureAwait(false);
                break;
            case "choose":
                string[] choice = argument.Split('=', 2);
                await page.GetByTestId(choice[0]).SelectOptionAsync(choice[1]).ConfigureAwait(false);
                break;
            case "show":
                await At(page, argument).ScrollIntoViewIfNeededAsync().ConfigureAwait(false);
                break;
            case "fill":
                string[] pair = argument.Split('=', 2);
                await page.GetByTestId(pair[0]).FillAsync(pair[1]).ConfigureAwait(false);
                break;
            case "see":
                await page.GetByTestId(argument).First.WaitForAsync(new LocatorWaitForOptions { Timeout = 240_000 }).ConfigureAwait(false);
                break;
            case "stroke":
                await StrokeAsync(page, argument).ConfigureAwait(false);
                break;
            case "slide":
                await page.EvaluateAsync(
                    "([id, share]) => { const input = document.querySelector(`[data-testid=${id}] input`); input.value = share * Number(input.max); input.dispatchEvent(new Event('input', { bubbles: true })); }",
                    argument.Split('=', 2)).ConfigureAwait(false);
                break;
            case "press":
                await page.Keyboard.PressAsync(argument).ConfigureAwait(false);
                break;
            case "scroll":
                await page.EvaluateAsync("y => document.querySelector('main').scrollTo(0, y)", int.Parse(argument, CultureInfo.InvariantCulture)).ConfigureAwait(false);
                break;
            case "wait":
                await page.WaitForTimeoutAsync(int.Parse(argument, CultureInfo.InvariantCulture)).ConfigureAwait(false);
                return;
            default:
                throw new ArgumentException($"'{verb}' is nothing that can be done to a page.", nameof(verb));
        }

        await page.WaitForTimeoutAsync(400).ConfigureAwait(false);
    }

    /// <summary>An element by its test id, and by its place among several: id@3.</summary>
    private static ILocator At(IPage page, string argument)
    {
        string[] parts = argument.Split('@');
        return page.GetByTestId(parts[0]).Nth(parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
    }

    /// <summary>Drags over an element: its test id, then the places as shares of its sides.</summary>
    private static async Task StrokeAsync(IPage page, string argument)
    {
        string[] parts = argument.Split(',');
        float[] at = [.. parts[1..].Select(part => float.Parse(part, CultureInfo.InvariantCulture))];
        LocatorBoundingBoxResult box = await page.GetByTestId(parts[0]).BoundingBoxAsync().ConfigureAwait(false)
            ?? throw new ArgumentException($"'{parts[0]}' is not on the page.", nameof(argument));
        await page.Mouse.MoveAsync(box.X + (box.Width * at[0]), box.Y + (box.Height * at[1])).ConfigureAwait(false);
        await page.Mouse.DownAsync().ConfigureAwait(false);
        await page.Mouse.MoveAsync(box.X + (box.Width * at[2]), box.Y + (box.Height * at[3]), new MouseMoveOptions { Steps = 12 }).ConfigureAwait(false);
        await page.Mouse.UpAsync().ConfigureAwait(false);
    }

    private static void Note(List<string> complaints, string? complaint)
    {
        if (complaint is not null)
        {
            lock (complaints)
            {
                complaints.Add(complaint);
            }
        }
    }
}

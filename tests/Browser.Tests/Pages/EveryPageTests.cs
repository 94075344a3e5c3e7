using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Pages;

public sealed class EveryPageTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    private static readonly AxeRunOptions Everything = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>What another theme alone can break.</summary>
    private static readonly AxeRunOptions Colours = new()
    {
        ResultTypes = [ResultType.Violations],
        RunOnly = RunOnlyOptions.Rules("color-contrast", "link-in-text-block"),
    };

    /// <summary>Every look: theme and width. Each differs from the one before in one thing, so that the page is switched and not loaded anew.</summary>
    private static readonly (string Theme, int Width, AxeRunOptions Rules)[] Looks =
    [
        ("dark", 1440, Everything),
        ("light", 1440, Colours),
        ("light", 400, Everything),
        ("dark", 400, Colours),
    ];

    /// <summary>Every page, what is on it when it has loaded, and what is opened on it before it is looked at.</summary>
    public static TheoryData<string, string, string?> Pages { get; } = new()
    {
        { "/", "person-card", null },
        { "/", "person-card", "person-new" },
        { "/people/SAMPLE/photos", "photo", "open-duplicates" },
        { "/people/SAMPLE/photos", "photo", "open-coverage" },
        { "/people/SAMPLE/train", "tab-train", "preset-custom" },
        { "/people/SAMPLE/studio?tool=inpaint", "mask-canvas", null },
        { "/people/SAMPLE/studio?tool=restore", "restore-panel", null },
        { "/people/SAMPLE/studio?tool=upscale", "upscale-panel", null },
        { "/people/SAMPLE/studio?tool=edit", "edit-desk", null },
        { "/people/SAMPLE/explore", "sample", null },
        { "/people/SAMPLE/explore", "sample", "way-map" },
        { "/people/SAMPLE/explore", "sample", "way-walk" },
        { "/people/SAMPLE/results", "results-all", null },
        { "/people/SAMPLE/directions", "directions", null },
        { "/people/SAMPLE/measure", "measure-quick", null },
        { "/models", "model", null },
        { "/jobs", "", null },
        { "/settings", "data-size", null },
        { "/people/11111111-1111-1111-1111-111111111111/photos", "", null },
        { "/no/such/page", "", null },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_DarkAndLightWideAndNarrow_HasNoSeriousViolationAndDoesNotScrollSideways(string path, string testId, string? opened)
    {
        Visit visit = await VisitAsync(path.Replace("SAMPLE", Sample, StringComparison.Ordinal));
        await LoadedAsync(visit, testId);
        if (opened is not null)
        {
            await visit.Get(opened).ClickAsync();
        }

        List<string> complaints = [];
        foreach ((string theme, int width, AxeRunOptions rules) in Looks)
        {
            await ShowAsync(visit, theme, width);
            AxeResult axe = await visit.Page.RunAxe(rules);
            complaints.AddRange(axe.Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{theme}, {width} px: {violation.Id}, {violation.Help}: {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Target))}"));
            if (await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth || document.querySelector('main').scrollWidth > document.querySelector('main').clientWidth"))
            {
                complaints.Add($"{theme}, {width} px: the page scrolls sideways");
            }
        }

        complaints.ShouldBeEmpty();
        visit.Expect("404");
        await visit.AssertCalmAsync();
    }

    private static async Task LoadedAsync(Visit visit, string testId)
    {
        await visit.UntilAsync("() => document.querySelector('main h1') !== null && document.querySelector('main .skeleton') === null");
        if (testId.Length > 0)
        {
            await visit.Get(testId).First.WaitForAsync();
        }
    }

    /// <summary>Switches theme and width in place, and waits until our colours, MudBlazor's and everything that moves have come to rest.</summary>
    private static async Task ShowAsync(Visit visit, string theme, int width)
    {
        await visit.Page.SetViewportSizeAsync(width, 900);
        await visit.Page.EvaluateAsync("theme => mystyleTheme.set(theme)", theme);
        await visit.UntilAsync(
            """
            ([theme, width]) => innerWidth === width && document.documentElement.dataset.theme === theme
                && getComputedStyle(document.documentElement).getPropertyValue("--mud-native-html-color-scheme").trim() === theme
                && document.querySelector("main .skeleton") === null
                && document.getAnimations().every(animation => animation.playState !== "running")
            """,
            new object[] { theme, width });
        await visit.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }
}

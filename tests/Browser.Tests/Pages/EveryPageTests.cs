using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Pages;

public sealed class EveryPageTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    /// <summary>Every page, and what is on it when it has loaded.</summary>
    public static TheoryData<string, string> Pages { get; } = new()
    {
        { "/", "person-card" },
        { "/people/SAMPLE/photos", "photo" },
        { "/people/SAMPLE/train", "tab-train" },
        { "/people/SAMPLE/studio?tool=inpaint", "mask-canvas" },
        { "/people/SAMPLE/studio?tool=restore", "restore-panel" },
        { "/people/SAMPLE/studio?tool=upscale", "upscale-panel" },
        { "/people/SAMPLE/studio?tool=edit", "edit-desk" },
        { "/people/SAMPLE/explore", "sample" },
        { "/people/SAMPLE/results", "results-all" },
        { "/people/SAMPLE/directions", "directions" },
        { "/people/SAMPLE/measure", "measure-quick" },
        { "/models", "model" },
        { "/jobs", "" },
        { "/settings", "data-size" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_DarkAndLightNarrow_HasNoSeriousViolationAndDoesNotScrollSideways(string path, string testId)
    {
        Visit visit = await VisitAsync(path.Replace("SAMPLE", Sample, StringComparison.Ordinal));
        await LoadedAsync(visit, testId);
        List<string> complaints = [.. await ViolationsAsync(visit, "dark")];

        await visit.Page.EvaluateAsync("() => mystyleTheme.set('light')");
        await visit.Page.SetViewportSizeAsync(400, 800);
        await visit.Page.ReloadAsync();
        await LoadedAsync(visit, testId);
        await visit.UntilAsync("() => document.documentElement.dataset.theme === 'light'");
        complaints.AddRange(await ViolationsAsync(visit, "light, narrow"));
        if (await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth || document.querySelector('main').scrollWidth > document.querySelector('main').clientWidth"))
        {
            complaints.Add("the page scrolls sideways at 400 px");
        }

        complaints.ShouldBeEmpty();
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

    private static async Task<IEnumerable<string>> ViolationsAsync(Visit visit, string look)
    {
        AxeResult axe = await visit.Page.RunAxe();
        return axe.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{look}: {violation.Id}, {violation.Help}: {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Target))}");
    }
}

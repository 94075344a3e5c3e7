using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.People;

public sealed class FirstStartTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    [Fact]
    public async Task FirstStart_FreshDataFolder_ShowsTheSamplePersonReady()
    {
        // A program of its own: the shared one knows the people of other tests.
        await using StudioProcess studio = await StudioProcess.StartAsync();
        Visit visit = await VisitAsync("/", address: studio.Address);

        await visit.UntilAsync("() => document.querySelector('[data-testid=person-card]')?.innerText.includes('trained')");
        (await visit.Get("person-card").CountAsync()).ShouldBe(1);
        (await visit.Get("person-card").InnerTextAsync()).ShouldContain("synthetic");
        await visit.UntilAsync("() => document.querySelector('[data-testid=person-card] img')?.naturalWidth > 0");
        await visit.AssertCalmAsync();
    }

    [Fact]
    public async Task FirstStart_StartButton_OpensATestPhotoInTheStudio()
    {
        Visit visit = await VisitAsync("/");

        await visit.Get("first-start").ClickAsync();

        await visit.UntilAsync("() => document.querySelector('[data-testid=mask-canvas]')?.dataset.ready === 'true'");
        (await visit.Get("film-photo").CountAsync()).ShouldBeGreaterThan(0);
        await visit.AssertCalmAsync();
    }
}

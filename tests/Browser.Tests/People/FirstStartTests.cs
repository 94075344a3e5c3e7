using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.People;

public sealed class FirstStartTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    [Fact]
    public async Task FirstStart_FreshDataFolder_ShowsTheSamplePersonReady()
    {
        Visit visit = await VisitAsync("/");

        await visit.Get("person-card").WaitForAsync();
        (await visit.Get("person-card").CountAsync()).ShouldBe(1);
        string card = await visit.Get("person-card").InnerTextAsync();
        card.ShouldContain("synthetic");
        card.ShouldContain("trained");
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

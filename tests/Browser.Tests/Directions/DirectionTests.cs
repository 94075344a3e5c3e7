using Microsoft.Playwright;
using MyStyle.Browser.Tests.Editing;
using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Directions;

public sealed class DirectionTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    [Fact]
    public async Task Learn_FromTwoGroups_BecomesASliderOfTheDesk()
    {
        Visit visit = await VisitAsync("/");
        await using StudioWindow studio = new(visit, Sample);
        DeskWindow desk = new(visit);
        string piece = await studio.OpenAsync("photo_005.jpg");
        await studio.InvertAsync(piece);
        await visit.GoAsync($"/people/{Sample}/directions");
        await visit.Get("direction-name").FillAsync("looks older");
        for (int i = 0; i < 8; i++)
        {
            // Once for "with", twice for "without".
            await visit.Get("group-photo").Nth(i).ClickAsync(new LocatorClickOptions { ClickCount = i < 4 ? 1 : 2 });
        }

        await visit.Page.GetByText("4 with, 4 without").WaitForAsync();
        await visit.Get("learn-start").ClickAsync();
        ILocator row = visit.Get("direction").Filter(new LocatorFilterOptions { HasText = "Looks older" });
        await row.WaitForAsync();
        (await row.InnerTextAsync()).ShouldContain("AUC");

        await studio.GoAsync(piece, "edit");
        await desk.SettledAsync();
        string before = await desk.PictureAsync();
        await desk.SlideAsync("looks older", 0.1);
        (await desk.PictureAsync()).ShouldNotBe(before, "the new slider moves the picture");

        await visit.GoAsync($"/people/{Sample}/directions");
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await row.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await visit.AssertCalmAsync();
    }

    [Fact]
    public async Task Learn_FromSomethingMeasured_SaysHowFarItIsAndCanBeCancelled()
    {
        Visit visit = await VisitAsync($"/people/{Sample}/directions");
        await visit.Get("direction-name").FillAsync("turned");
        await visit.Get("learn-attribute").CheckAsync();
        await visit.Get("direction-attribute").SelectOptionAsync("smile");

        await visit.Get("learn-start").ClickAsync();
        await visit.UntilAsync("() => /Scoring|\\d %/.test(document.querySelector('[data-testid=learning]')?.textContent ?? '')");
        await visit.Get("learning").GetByRole(AriaRole.Button).ClickAsync();

        await visit.Get("learning").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        (await visit.Get("learn-failed").CountAsync()).ShouldBe(0, "what was cancelled did not fail");
        (await visit.Get("direction").Filter(new LocatorFilterOptions { HasText = "Turned" }).CountAsync()).ShouldBe(0);
        await visit.AssertCalmAsync();
    }
}

using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Editing;

public sealed class ExploreTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    [Fact]
    public async Task Samples_PageOpened_DrawsPicturesNearThePerson()
    {
        Visit visit = await VisitAsync($"/people/{Sample}/explore");

        await visit.UntilAsync("() => document.querySelectorAll('[data-testid=sample] img').length >= 12");

        (await visit.Page.EvaluateAsync<bool>("() => [...document.querySelectorAll('[data-testid=sample] img')].every(image => image.naturalWidth > 0)")).ShouldBeTrue();
        (await visit.Page.EvaluateAsync<int>("() => new Set([...document.querySelectorAll('[data-testid=sample] img')].map(image => image.src)).size")).ShouldBe(12);
        await visit.AssertCalmAsync();
    }

    [Fact]
    public async Task Map_PointMovedByKeys_DrawsAnotherPicture()
    {
        Visit visit = await VisitAsync($"/people/{Sample}/explore");
        await visit.Get("way-map").CheckAsync();
        await visit.UntilAsync("() => document.querySelector('[data-testid=map-identity]')?.textContent.length > 0");
        string before = await PictureAsync(visit);

        await visit.Get("map").FocusAsync();
        for (int i = 0; i < 8; i++)
        {
            await visit.Page.Keyboard.PressAsync("Shift+ArrowRight");
        }

        await visit.UntilAsync("before => document.querySelector('[data-testid=map-picture]').toDataURL() !== before", before);
        await visit.AssertCalmAsync();
    }

    private static Task<string> PictureAsync(Visit visit) => visit.Page.EvaluateAsync<string>("() => document.querySelector('[data-testid=map-picture]').toDataURL()");
}

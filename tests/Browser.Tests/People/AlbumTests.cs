using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.People;

public sealed class AlbumTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    [Fact]
    public async Task Upload_GoodAndBrokenPhotos_JudgesEachAndSaysWhichAreOfNoUse()
    {
        Visit visit = await VisitAsync("/");
        await visit.Get("person-new").ClickAsync();
        await visit.Get("person-name").FillAsync("Uploads");
        await visit.Get("person-make").ClickAsync();

        await visit.Get("upload-input").SetInputFilesAsync(
        [
            .. SamplePhotos.Good(4), SamplePhotos.Get("corrupt_001.jpg"), SamplePhotos.Get("noface_001.jpg"), SamplePhotos.Get("blur_001.jpg"), SamplePhotos.Get("gray_001.jpg"),
        ]);

        await JudgedAsync(visit, 8);
        await visit.Get("filter-unreadable").WaitForAsync();
        (await VerdictAsync(visit, "corrupt_001.jpg")).ShouldBe("unreadable");
        (await VerdictAsync(visit, "noface_001.jpg")).ShouldBe("no_face");
        (await VerdictAsync(visit, "gray_001.jpg")).ShouldBe("grayscale");
        (await VerdictAsync(visit, "photo_001.jpg")).ShouldBe("accept");
        await visit.AssertCalmAsync();
    }

    [Fact]
    public async Task Curation_ByKeyboard_DecidesAndTakesBack()
    {
        Visit visit = await VisitAsync("/");
        string person = await visit.MakePersonAsync("Keys");
        await visit.GoAsync($"/people/{person}/photos");
        await visit.Get("upload-input").SetInputFilesAsync(SamplePhotos.Good(4));
        await JudgedAsync(visit, 4);
        await ReadyAsync(visit);

        await visit.Get("photo-grid").FocusAsync();
        string first = await FocusedAsync(visit);
        await visit.Page.Keyboard.PressAsync("r");
        await StandsAsync(visit, first, "left-out");

        await visit.UntilAsync("name => document.querySelector('.photo.focused')?.dataset.name !== name", first);
        string second = await FocusedAsync(visit);
        await visit.Page.Keyboard.PressAsync("m");
        await visit.UntilAsync("name => document.querySelector(`[data-name=\"${name}\"] .mine`)?.title.includes('this is me')", second);

        await visit.Page.Keyboard.PressAsync("u");
        await visit.UntilAsync("name => !document.querySelector(`[data-name=\"${name}\"] .mine`)", second);
        await visit.Page.Keyboard.PressAsync("u");
        await visit.UntilAsync("name => !document.querySelector(`[data-name=\"${name}\"]`).classList.contains('left-out')", first);

        await visit.Get("photo-grid").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Home");
        await visit.UntilAsync("name => document.querySelector('.photo.focused')?.dataset.name === name", first);
        await visit.Page.Keyboard.PressAsync("r");
        await StandsAsync(visit, first, "left-out");
        await visit.Page.Keyboard.PressAsync("Home");
        await visit.UntilAsync("name => document.querySelector('.photo.focused')?.dataset.name === name", first);
        await visit.Page.Keyboard.PressAsync("a");
        await visit.UntilAsync("name => document.querySelector(`[data-name=\"${name}\"] .mine`)?.title === 'You kept it'", first);
        await StandsAsync(visit, first, "accepted");
        await visit.AssertCalmAsync();
    }

    /// <summary>Waits until so many photos are there and all of them are judged.</summary>
    internal static Task JudgedAsync(Visit visit, int count) => visit.UntilAsync(
        "count => { const photos = [...document.querySelectorAll('[data-testid=photo]')]; return photos.length === count && photos.every(photo => photo.dataset.verdict); }", count);

    private static Task ReadyAsync(Visit visit) => visit.UntilAsync("() => !document.querySelector('[data-testid=curating]') && document.querySelector('.photo.focused') !== null");

    private static async Task<string> FocusedAsync(Visit visit) => await visit.Page.Locator(".photo.focused").GetAttributeAsync("data-name") ?? "";

    private static async Task<string> VerdictAsync(Visit visit, string name) =>
        await visit.Page.Locator($"[data-name=\"{name}\"]").GetAttributeAsync("data-verdict") ?? "";

    private static Task StandsAsync(Visit visit, string name, string mark) =>
        visit.UntilAsync("([name, mark]) => document.querySelector(`[data-name=\"${name}\"]`)?.classList.contains(mark)", new[] { name, mark });
}

using System.Text.Json;
using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Restoring;

public sealed class RestoreTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    [Fact]
    public async Task Restore_PictureMadeWorse_EstimatesWhatIsOpenAndShowsIdWhileItRuns()
    {
        Visit visit = await VisitAsync("/");
        await using StudioWindow studio = new(visit, Sample);
        string photo = await studio.OpenAsync("photo_003.jpg");
        await studio.GoAsync(photo, "restore");
        await visit.Get("befell-blur").ClickAsync();
        await visit.Get("restore-panel").GetByLabel("estimate it").UncheckAsync();
        await visit.Get("befell-jpeg").ClickAsync();

        await visit.Get("make-worse").ClickAsync();
        string worse = studio.Close(await studio.CurrentAsync(photo));
        await visit.Page.GetByText("photo_003.jpg with blur (2 px) and JPEG (quality 30) added").WaitForAsync();
        await studio.StepsAsync(20);
        JsonElement result = await studio.RunAsync(
            "document.querySelector('[data-testid=run-phase]')?.textContent.startsWith('Searching') && Number(document.querySelector('[data-testid=run-view] [data-part=id]')?.textContent) > 0.5");

        result.GetProperty("kind").GetString()!.ToLowerInvariant().ShouldBe("restoration");
        result.GetProperty("workpiece").GetString().ShouldBe(worse);
        string found = await visit.Get("degradation-found").InnerTextAsync();
        found.ShouldContain("blur (2 px)", customMessage: "what was set by hand is taken as it is");
        found.ShouldContain("JPEG (quality 30)", customMessage: "the photo's own quality is found again");
        await visit.Get("restore-panel").GetByLabel("estimate it").Last.UncheckAsync();
        (await visit.Get("restore-panel").GetByRole(Microsoft.Playwright.AriaRole.Slider).Last.InputValueAsync()).ShouldBe("30", "by hand it starts from what was found");
        await visit.Get("discard-result").ClickAsync();
        await visit.AssertCalmAsync();
    }
}

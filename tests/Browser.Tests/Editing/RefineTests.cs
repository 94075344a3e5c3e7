using System.Text.Json;
using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Editing;

public sealed class RefineTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    [Fact]
    public async Task Refine_OnThisPhoto_GivesAGeneratorThatDrawsWithTheSlidersAsTheyWere()
    {
        Visit visit = await VisitAsync("/");
        await using StudioWindow studio = new(visit, Sample);
        DeskWindow desk = new(visit);
        string piece = await studio.OpenAsync("photo_004.jpg");
        JsonElement found = await studio.InvertAsync(piece);
        await studio.GoAsync(piece, "edit");
        await desk.SettledAsync();
        await visit.Page.GetByText("Refine on this photo").ClickAsync();

        // The button's own run takes a minute: it is seen to go on, and ended; a short one takes its place.
        await visit.Get("edit-refine").ClickAsync();
        await visit.UntilAsync("() => document.querySelector('[data-testid=edit-refine]').textContent.includes('Refining')");
        JsonElement running = (await visit.AskAsync($"/api/jobs?person={Sample}")).EnumerateArray().Single(job => job.GetProperty("state").GetString() == "running");
        running.GetProperty("kind").GetString().ShouldBe("refine");
        await visit.AskAsync($"/api/jobs/{running.GetProperty("id").GetString()}/cancel", "POST");
        await visit.UntilAsync("() => !document.querySelector('[data-testid=edit-refine]').disabled");
        await studio.JobAsync("refine", new { kind = "refine", workpiece = piece, code = found.GetProperty("code").GetString(), steps = 5 }, piece);

        await studio.GoAsync(piece, "edit");
        await desk.SettledAsync();
        await desk.SlideAsync("smile", 0.1);
        double smile = await desk.ThetaAsync("smile");
        string before = await desk.PictureAsync();
        await visit.Page.GetByText("Refine on this photo").ClickAsync();
        await desk.ReopenAsync(() => visit.Get("edit-generator").SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Index = 1 }));

        (await desk.ThetaAsync("smile")).ShouldBe(smile, 1e-6);
        (await desk.PictureAsync()).ShouldNotBe(before, "the refined generator draws another picture");
        await visit.Get("edit-save").ClickAsync();
        await visit.Page.GetByText("Kept. It is in Results.").WaitForAsync();
        await visit.AssertCalmAsync();
    }
}

using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using MyStyle.Browser.Tests.Editing;
using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Results;

public sealed class ResultsTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    private const string SourceMark = "trainedAlgorithmicMedia";

    [Fact]
    public async Task Result_OfARun_IsComparedDownloadedMadeAgainAndGoneOnFrom()
    {
        Visit visit = await VisitAsync("/");
        await using StudioWindow studio = new(visit, Sample);
        string piece = await studio.OpenAsync("photo_006.jpg");
        string result = (await studio.InvertAsync(piece)).GetProperty("id").GetString()!;
        await visit.GoAsync($"/people/{Sample}/results?result={result}");

        (await StudioWindow.SizeAsync(visit.Get("result-detail").Locator(".nearest img"))).Width.ShouldBeGreaterThan(0, "the nearest photo is shown");
        await visit.Get("result-compare").ClickAsync();
        await WipeAsync(visit, "50%");
        await visit.Get("wipe").FocusAsync();
        await visit.Page.Keyboard.PressAsync("End");
        await WipeAsync(visit, "100%");
        await visit.Get("compare-difference").CheckAsync();
        (await StudioWindow.SizeAsync(visit.Get("compare").Locator("img.whole"))).ShouldBe((128, 128));

        byte[] labelled = await studio.DownloadAsync(visit.Get("result-download"));
        Encoding.Latin1.GetString(labelled).ShouldContain(SourceMark);
        visit.Page.Url.ShouldEndWith($"/results?result={result}", customMessage: "a download does not leave the page");
        (await studio.SizeAsync(await studio.DownloadAsync(visit.Get("result-download-original")))).ShouldBe((224, 224), "it is put back into the whole photo");

        await visit.Get("result-rerun").ClickAsync();
        await visit.Page.GetByText("It is made again").WaitForAsync();
        JsonElement again = (await visit.AskAsync($"/api/jobs?person={Sample}")).EnumerateArray().First(job => job.GetProperty("title").GetString()!.StartsWith("Again", StringComparison.Ordinal));
        await studio.EndAsync(again.GetProperty("id").GetString()!);
        await Assertions.Expect(visit.Get("result").First.Locator("img")).ToBeVisibleAsync();
        (await visit.AskAsync($"/api/people/{Sample}/results?workpiece={piece}")).GetArrayLength().ShouldBe(2, "the second one lies beside the first");

        await visit.Get("result-continue").ClickAsync();
        studio.Close(await studio.CurrentAsync());
        await new DeskWindow(visit).SettledAsync();
        await visit.AssertCalmAsync();
    }

    [Fact]
    public async Task Download_WithProvenanceTurnedOff_SaysSoAndCarriesNone()
    {
        Visit visit = await VisitAsync("/");
        await using StudioWindow studio = new(visit, Sample);
        string result = (await studio.InvertAsync(await studio.OpenAsync("photo_007.jpg"))).GetProperty("id").GetString()!;
        await ProvenanceAsync(visit, false);
        try
        {
            await visit.GoAsync($"/people/{Sample}/results?result={result}");
            await visit.Page.GetByText("but you turned that off in Settings").WaitForAsync();
            Encoding.Latin1.GetString(await studio.DownloadAsync(visit.Get("result-download"))).ShouldNotContain(SourceMark);
        }
        finally
        {
            await ProvenanceAsync(visit, true);
        }

        await visit.AssertCalmAsync();
    }

    private static Task WipeAsync(Visit visit, string place) =>
        visit.UntilAsync("place => document.querySelector('[data-testid=compare]')?.style.getPropertyValue('--wipe') === place", place);

    private static async Task ProvenanceAsync(Visit visit, bool carry)
    {
        await visit.GoAsync("/settings");
        await visit.Get("provenance").SetCheckedAsync(carry);
        await visit.Page.GetByText(carry ? "Without it a picture of a real person" : "It is off: a picture you pass on").WaitForAsync();
    }
}

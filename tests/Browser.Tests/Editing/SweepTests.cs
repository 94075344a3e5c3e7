using System.Text;
using System.Text.Json;
using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Editing;

public sealed class SweepTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    [Fact]
    public async Task Desk_EditKeptSweptAndCopied_IsInTheResultsAndOnAnotherDesk()
    {
        Visit visit = await VisitAsync("/");
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await using StudioWindow studio = new(visit, Sample);
        DeskWindow desk = new(visit);
        string piece = await studio.OpenAsync("photo_003.jpg");
        await studio.InvertAsync(piece);
        await studio.GoAsync(piece, "edit");
        await desk.SettledAsync();
        await desk.SlideAsync("smile", 0.2);
        double smile = await desk.ThetaAsync("smile");

        await visit.Get("edit-save").ClickAsync();
        await visit.Page.GetByText("Kept. It is in Results.").WaitForAsync();
        JsonElement kept = await NewestAsync(visit, piece);
        kept.GetProperty("kind").GetString()!.ToLowerInvariant().ShouldBe("edit");
        kept.GetProperty("isKept").GetBoolean().ShouldBeTrue();

        await visit.Page.GetByText("Sweep: a strip or an animation").ClickAsync();
        await visit.Get("sweep-frames").FillAsync("3");
        await visit.Get("sweep-frames").PressAsync("Tab");
        string before = "";
        foreach ((string format, string signature) in ((string, string)[])[("Strip", "\u0089PNG"), ("Gif", "GIF89a"), ("WebP", "RIFF")])
        {
            before = await MakeAsync(visit, studio, format, signature, before);
        }

        // Of a result that is looked at, the way back leads to the sliders as they were.
        await visit.Get("film-result").First.ClickAsync();
        await visit.Get("sweep-picture").WaitForAsync();
        await visit.Get("back-to-picture").ClickAsync();
        (await desk.ThetaAsync("smile")).ShouldBe(smile, 1e-9);

        await visit.Get("edit-copy").ClickAsync();
        await visit.Page.GetByText("Settings copied.").WaitForAsync();
        await desk.SlideAsync("smile", 0);
        await visit.Page.GetByText("Paste settings").ClickAsync();
        await visit.UntilAsync("theta => Math.abs(Number(document.querySelector('[data-testid=slider-smile] input').value) - theta) < 1e-6", smile);
        await visit.AssertCalmAsync();
    }

    private static async Task<string> MakeAsync(Visit visit, StudioWindow studio, string format, string signature, string before)
    {
        await visit.Get("sweep-format").SelectOptionAsync(format);
        await visit.Get("sweep-start").ClickAsync();
        await visit.UntilAsync("before => { const link = document.querySelector('[data-testid=sweep-download]'); return link && link.getAttribute('href') !== before; }", before);
        byte[] file = await studio.DownloadAsync(visit.Get("sweep-download"));
        Encoding.Latin1.GetString(file, 0, signature.Length).ShouldBe(signature);
        (int width, int height) = await StudioWindow.SizeAsync(visit.Get("sweep-made").Locator("img"));
        (width > 2 * height).ShouldBe(format == "Strip", $"{format} of {width} x {height}");
        return (await visit.Get("sweep-download").GetAttributeAsync("href"))!;
    }

    private async Task<JsonElement> NewestAsync(Visit visit, string workpiece) => (await visit.AskAsync($"/api/people/{Sample}/results?workpiece={workpiece}"))[0];
}

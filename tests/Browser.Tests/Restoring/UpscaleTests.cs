using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Restoring;

public sealed class UpscaleTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    private const int SmallPhoto = 60;

    [Fact]
    public async Task Enlarge_SmallPictureFromTheClipboard_StandsBesideLanczosAndThePriorAndGoesBackIntoThePhoto()
    {
        Visit visit = await VisitAsync("/");
        await using StudioWindow studio = new(visit, Sample);
        string photo = await studio.OpenAsync("photo_003.jpg");
        await studio.GoAsync(photo, "upscale");

        await CopySmallAsync(visit, photo);
        await visit.Page.Keyboard.PressAsync("Control+v");
        string pasted = studio.Close(await studio.CurrentAsync(photo));
        await visit.Page.GetByText("A small picture: its face fills").WaitForAsync();
        await studio.StepsAsync(10);
        JsonElement result = await studio.RunAsync();

        result.GetProperty("workpiece").GetString().ShouldBe(pasted);
        await visit.Get("compare-sidebyside").CheckAsync();
        (await visit.Get("compare").Locator(".side-by-side figcaption").AllInnerTextsAsync()).ShouldBe(["Lanczos", "Untuned prior", "Before blending", "Result"]);
        await visit.Get("result-menu").GetByRole(AriaRole.Button).ClickAsync();
        byte[] whole = await studio.DownloadAsync(visit.Get("result-download-original"));
        (int width, int height) = await studio.SizeAsync(whole);
        width.ShouldBe(height);
        width.ShouldBeGreaterThan(2 * SmallPhoto, "the photo around the face is enlarged with it");
        await visit.Get("discard-result").ClickAsync();
        await visit.AssertCalmAsync();
    }

    [Fact]
    public async Task MakeItSmallFirst_Factor_ShowsWhatTheEnlargementStartsFrom()
    {
        Visit visit = await VisitAsync("/");
        await using StudioWindow studio = new(visit, Sample);
        await studio.GoAsync(await studio.OpenAsync("photo_004.jpg"), "upscale");
        foreach (int factor in (int[])[4, 16])
        {
            await visit.Get("upscale-factor").SelectOptionAsync(factor.ToString(CultureInfo.InvariantCulture));
            ILocator small = visit.Page.Locator($"[data-testid=upscale-panel] img[src*='factor={factor}']");
            await small.WaitForAsync();
            (await StudioWindow.SizeAsync(small)).ShouldBe((128 / factor, 128 / factor));
        }

        await visit.AssertCalmAsync();
    }

    /// <summary>Puts a photo's small copy on the clipboard, as another program does.</summary>
    private async Task CopySmallAsync(Visit visit, string workpiece)
    {
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        JsonElement piece = await visit.AskAsync($"/api/people/{Sample}/workpieces/{workpiece}");
        await visit.Page.EvaluateAsync(
            """
            async ([url, side]) => {
                const full = await createImageBitmap(await (await fetch(url)).blob());
                const canvas = new OffscreenCanvas(side, side);
                const context = canvas.getContext("2d");
                context.imageSmoothingQuality = "high";
                context.drawImage(full, 0, 0, side, side);
                await navigator.clipboard.write([new ClipboardItem({ "image/png": await canvas.convertToBlob({ type: "image/png" }) })]);
            }
            """,
            new object[] { $"/api/people/{Sample}/pictures/{piece.GetProperty("originalSha").GetString()}", SmallPhoto });
    }
}

using System.Text.Json;
using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Painting;

public sealed class InpaintingTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    [Fact]
    public async Task FillIn_MouthOfAHeldOutPhoto_ChangesThePictureInsideTheMaskOnly()
    {
        Visit visit = await VisitAsync("/");
        await visit.Get("first-start").ClickAsync();
        PainterWindow painter = new(visit);
        await painter.ReadyAsync();
        string workpiece = await visit.Page.EvaluateAsync<string>("() => new URL(location.href).searchParams.get('workpiece') ?? ''");
        await painter.StrokeAsync(0.4, 0.68, 0.6, 0.68);
        await visit.Page.Locator("details.more > summary").First.ClickAsync();
        await visit.Get("blend").SelectOptionAsync("copy");
        await visit.Get("steps").FillAsync("30");
        await visit.Get("steps").PressAsync("Tab");

        await visit.UntilAsync("() => !document.querySelector('[data-testid=run]').disabled");
        await visit.Get("run").ClickAsync();

        await visit.UntilAsync("() => Number(document.querySelector('[data-testid=run-view]')?.dataset.frames ?? 0) > 0 || document.querySelector('[data-testid=result-card]')");
        await visit.Get("result-card").WaitForAsync();
        JsonElement result = await NewestAsync(visit);
        result.GetProperty("kind").GetString()!.ToLowerInvariant().ShouldBe("inpainting");
        JsonElement piece = await visit.AskAsync($"/api/people/{Sample}/workpieces/{(workpiece.Length > 0 ? workpiece : result.GetProperty("workpiece").GetString())}");
        JsonElement difference = await DifferenceAsync(
            visit, piece.GetProperty("alignedSha").GetString()!, result.GetProperty("pictureSha").GetString()!, result.GetProperty("maskSha").GetString()!);
        difference.GetProperty("marked").GetInt32().ShouldBeGreaterThan(20);
        difference.GetProperty("inside").GetInt32().ShouldBeGreaterThan(8, "the filling is not the photo");
        difference.GetProperty("outside").GetInt32().ShouldBeLessThanOrEqualTo(2, "nothing outside the mask changes");
        await visit.Get("discard-result").ClickAsync();
        await visit.AssertCalmAsync();
    }

    private async Task<JsonElement> NewestAsync(Visit visit) => (await visit.AskAsync($"/api/people/{Sample}/results"))[0];

    /// <summary>Largest differences between photo and result where the mask is and where it is not.</summary>
    private Task<JsonElement> DifferenceAsync(Visit visit, string photo, string result, string mask) => visit.Page.EvaluateAsync<JsonElement>(
        """
        async ([person, ...shas]) => {
            const pixels = [];
            for (const sha of shas) {
                const bitmap = await createImageBitmap(await (await fetch(`/api/people/${person}/pictures/${sha}`)).blob());
                const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
                context.drawImage(bitmap, 0, 0);
                pixels.push(context.getImageData(0, 0, bitmap.width, bitmap.height).data);
            }

            const [photo, result, mask] = pixels;
            if (photo.length !== result.length || photo.length !== mask.length) {
                throw new Error(`sizes differ: ${pixels.map(p => p.length)}`);
            }

            const found = { inside: 0, outside: 0, marked: 0 };
            for (let at = 0; at < photo.length; at += 4) {
                const apart = Math.max(...[0, 1, 2].map(c => Math.abs(photo[at + c] - result[at + c])));
                const where = mask[at] > 0 ? "inside" : "outside";
                found[where] = Math.max(found[where], apart);
                found.marked += mask[at] > 0 ? 1 : 0;
            }

            return found;
        }
        """,
        new[] { Sample, photo, result, mask });
}

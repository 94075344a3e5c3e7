using Microsoft.Playwright;
using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Painting;

public sealed class PainterTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    [Fact]
    public async Task Brush_MouseStroke_IsDrawnAndTakenBackAndDoneAgain()
    {
        (Visit visit, PainterWindow painter) = await OpenAsync();
        int[] before = await painter.PixelAsync(0.4, 0.5);
        int[] beside = await painter.PixelAsync(0.4, 0.9);

        await painter.StrokeAsync(0.4, 0.5, 0.65, 0.5);

        (await painter.CellAsync(0.4, 0.5)).ShouldBe(255);
        (await painter.CellAsync(0.5, 0.5)).ShouldBe(255);
        (await painter.CellAsync(0.4, 0.9)).ShouldBe(0);
        int[] painted = await painter.PixelAsync(0.4, 0.5);
        PainterWindow.Distance(before, painted).ShouldBeGreaterThan(10, "the veil lies over the stroke");
        (await painter.PixelAsync(0.4, 0.9)).ShouldBe(beside);

        await visit.Page.Keyboard.PressAsync("Control+z");
        (await painter.ShareAsync()).ShouldBe(0);
        PainterWindow.Distance(await painter.PixelAsync(0.4, 0.5), before).ShouldBeLessThan(4);

        await visit.Page.Keyboard.PressAsync("Control+Shift+Z");
        (await painter.CellAsync(0.5, 0.5)).ShouldBe(255);
        PainterWindow.Distance(await painter.PixelAsync(0.4, 0.5), painted).ShouldBeLessThan(4);
        await visit.UntilAsync("() => !document.querySelector('[data-testid=run]').disabled");
        await visit.AssertCalmAsync();
    }

    [Fact]
    public async Task Eraser_OverAStroke_TakesItAway()
    {
        (Visit visit, PainterWindow painter) = await OpenAsync();
        await painter.StrokeAsync(0.3, 0.4, 0.7, 0.4);
        (await painter.CellAsync(0.5, 0.4)).ShouldBe(255);

        await visit.Page.Keyboard.PressAsync("e");
        await painter.StrokeAsync(0.48, 0.4, 0.52, 0.4);

        (await painter.CellAsync(0.5, 0.4)).ShouldBe(0);
        (await painter.CellAsync(0.32, 0.4)).ShouldBe(255);
        await visit.AssertCalmAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public async Task Brush_PointerMove_IsOnTheCanvasBeforeTheEventIsOver_HoweverFarTheServer(int latency)
    {
        await using Cable cable = new(Address, TimeSpan.FromMilliseconds(latency));
        (Visit visit, PainterWindow painter) = await OpenAsync(address: cable.Address);
        // Listens after the painter does: what it reads was drawn in the same event, so it is on the screen in the same frame.
        await visit.Page.EvaluateAsync(
            """
            () => {
                const canvas = document.querySelector("[data-testid=mask-canvas]");
                const context = canvas.getContext("2d");
                const at = () => {
                    const painter = canvas.myStylePainter;
                    const point = painter.view.viewport.toScreen(0.4 * painter.raster.pictureWidth, 0.5 * painter.raster.pictureHeight);
                    return [...context.getImageData(Math.round(point.x), Math.round(point.y), 1, 1).data];
                };
                window.strokeSeen = [at()];
                canvas.addEventListener("pointermove", event => { if (event.buttons) { window.strokeSeen.push(at()); } });
            }
            """);

        await painter.StrokeAsync(0.4, 0.5, 0.7, 0.5);

        int[][] seen = (await visit.Page.EvaluateAsync<int[][]>("() => window.strokeSeen"))!;
        seen.Length.ShouldBeGreaterThan(2);
        PainterWindow.Distance(seen[0], seen[^1]).ShouldBeGreaterThan(10);
        PainterWindow.Distance(seen[0], seen[3]).ShouldBeGreaterThan(10, "the stroke was drawn while it was made");
        await visit.AssertCalmAsync();
    }

    [Fact]
    public async Task Brush_Touch_PaintsOnANarrowScreen()
    {
        (Visit visit, PainterWindow painter) = await OpenAsync(narrow: true);
        int[] before = await painter.PixelAsync(0.4, 0.5);
        await using Fingers finger = new(await visit.Context.NewCDPSessionAsync(visit.Page));

        await finger.TouchAsync("touchStart", await painter.ScreenAsync(0.4, 0.5));
        for (int i = 1; i <= 8; i++)
        {
            await finger.TouchAsync("touchMove", await painter.ScreenAsync(0.4 + (0.03 * i), 0.5));
        }

        await finger.TouchAsync("touchEnd", null);

        await visit.UntilAsync("() => document.querySelector('[data-testid=mask-canvas]').myStylePainter.history.canUndo");
        (await painter.CellAsync(0.4, 0.5)).ShouldBe(255);
        (await painter.CellAsync(0.55, 0.5)).ShouldBe(255);
        PainterWindow.Distance(before, await painter.PixelAsync(0.4, 0.5)).ShouldBeGreaterThan(10);
        await visit.AssertCalmAsync();
    }

    private async Task<(Visit Visit, PainterWindow Painter)> OpenAsync(bool narrow = false, string? address = null)
    {
        Visit visit = narrow
            ? await VisitAsync($"/people/{Sample}/studio?tool=inpaint", address, width: 400, height: 800, touch: true)
            : await VisitAsync($"/people/{Sample}/studio?tool=inpaint", address);
        PainterWindow painter = new(visit);
        await painter.ReadyAsync();
        return (visit, painter);
    }

    private sealed class Fingers(ICDPSession session) : IAsyncDisposable
    {
        public Task TouchAsync(string type, (float X, float Y)? point) => session.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = point is { } at ? new object[] { new Dictionary<string, object> { ["x"] = at.X, ["y"] = at.Y } } : [],
        });

        public async ValueTask DisposeAsync() => await session.DetachAsync();
    }
}

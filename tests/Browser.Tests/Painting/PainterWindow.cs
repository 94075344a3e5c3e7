using System.Text.Json;
using Microsoft.Playwright;
using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Painting;

/// <summary>The mask painter in a window: where its picture lies on the screen, and what its canvas shows.</summary>
internal sealed class PainterWindow(Visit visit)
{
    private const string Canvas = "[data-testid=mask-canvas]";

    public IMouse Mouse => visit.Page.Mouse;

    /// <summary>Waits for the painter and clears the mask that an earlier test left.</summary>
    public async Task ReadyAsync()
    {
        await visit.UntilAsync($"() => {{ const canvas = document.querySelector('{Canvas}'); return canvas?.dataset.ready === 'true' && canvas.myStylePainter.raster !== null; }}");
        await visit.Page.Locator(Canvas).FocusAsync();
        await visit.Page.EvaluateAsync($"() => {{ const painter = document.querySelector('{Canvas}').myStylePainter; painter.apply('clear'); painter.set({{ tool: 'brush', size: 20, hardness: 1, opacity: 1 }}); }}");
        (await ShareAsync()).ShouldBe(0);
    }

    /// <summary>A place of the picture, in shares of its sides, on the screen.</summary>
    public async Task<(float X, float Y)> ScreenAsync(double x, double y)
    {
        JsonElement place = await visit.Page.EvaluateAsync<JsonElement>(
            """
            ([selector, x, y]) => {
                const canvas = document.querySelector(selector);
                const painter = canvas.myStylePainter;
                const point = painter.view.viewport.toScreen(x * painter.raster.pictureWidth, y * painter.raster.pictureHeight);
                const box = canvas.getBoundingClientRect();
                const ratio = canvas.width / canvas.clientWidth;
                return { x: box.left + point.x / ratio, y: box.top + point.y / ratio };
            }
            """,
            new object[] { Canvas, x, y });
        return (place.GetProperty("x").GetSingle(), place.GetProperty("y").GetSingle());
    }

    /// <summary>The colour that the canvas shows at a place of the picture.</summary>
    public Task<int[]> PixelAsync(double x, double y) => visit.Page.EvaluateAsync<int[]>(
        """
        ([selector, x, y]) => {
            const canvas = document.querySelector(selector);
            const painter = canvas.myStylePainter;
            const point = painter.view.viewport.toScreen(x * painter.raster.pictureWidth, y * painter.raster.pictureHeight);
            return [...canvas.getContext("2d").getImageData(Math.round(point.x), Math.round(point.y), 1, 1).data];
        }
        """,
        new object[] { Canvas, x, y });

    /// <summary>The mask's value at a place of the picture, 0 to 255.</summary>
    public Task<int> CellAsync(double x, double y) => visit.Page.EvaluateAsync<int>(
        """
        ([selector, x, y]) => {
            const { raster } = document.querySelector(selector).myStylePainter;
            return raster.cells[Math.floor(y * raster.height) * raster.width + Math.floor(x * raster.width)];
        }
        """,
        new object[] { Canvas, x, y });

    public Task<double> ShareAsync() => visit.Page.EvaluateAsync<double>($"() => document.querySelector('{Canvas}').myStylePainter.raster.share()");

    /// <summary>A stroke with the mouse between two places of the picture.</summary>
    public async Task StrokeAsync(double fromX, double fromY, double toX, double toY)
    {
        (float x, float y) = await ScreenAsync(fromX, fromY);
        await Mouse.MoveAsync(x, y);
        await Mouse.DownAsync();
        (x, y) = await ScreenAsync(toX, toY);
        await Mouse.MoveAsync(x, y, new MouseMoveOptions { Steps = 12 });
        await Mouse.UpAsync();
    }

    /// <summary>How far two colours are apart, as the largest difference of a channel.</summary>
    public static int Distance(int[] a, int[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}

using System.Text.Json;
using Microsoft.Playwright;

namespace MyStyle.Browser.Tests.Fixtures;

/// <summary>The workspace in a window: photos that are opened for one test and closed after it, quick settings, and what came of a run.</summary>
internal sealed class StudioWindow(Visit visit, string person) : IAsyncDisposable
{
    private readonly List<string> _opened = [];

    /// <summary>Opens a photo of the album by its name; it is closed when the test is over.</summary>
    /// <returns>The workpiece's key.</returns>
    public async Task<string> OpenAsync(string photo)
    {
        JsonElement album = await visit.AskAsync($"/api/people/{person}/photos");
        string id = album.GetProperty("photos").EnumerateArray().Single(item => item.GetProperty("fileName").GetString() == photo).GetProperty("id").GetString()!;
        JsonElement opened = await visit.AskAsync($"/api/people/{person}/workpieces/from-photo/{id}", "POST");
        return Close(opened.GetProperty("id").GetString()!);
    }

    /// <summary>Closes a workpiece when the test is over.</summary>
    public string Close(string workpiece)
    {
        _opened.Add(workpiece);
        return workpiece;
    }

    /// <summary>The workpiece that the page shows, once it is another one than before.</summary>
    public async Task<string> CurrentAsync(string? before = null)
    {
        await visit.UntilAsync(
            "before => { const id = new URL(location.href).searchParams.get('workpiece'); return id && id !== before; }", before ?? "");
        return await visit.Page.EvaluateAsync<string>("() => new URL(location.href).searchParams.get('workpiece')");
    }

    /// <summary>Goes to a tool with a picture, and waits until it can be run.</summary>
    public async Task GoAsync(string workpiece, string tool)
    {
        await visit.GoAsync($"/people/{person}/studio?workpiece={workpiece}&tool={tool}");
        await visit.UntilAsync("tool => document.querySelector('[data-testid=studio]')?.dataset.tool === tool && document.querySelector('[data-testid=film-photo]')", tool);
    }

    /// <summary>Sets how many steps a run takes.</summary>
    public async Task StepsAsync(int steps)
    {
        await visit.Page.Locator("details.more > summary").First.ClickAsync();
        await visit.Get("steps").FillAsync($"{steps}");
        await visit.Get("steps").PressAsync("Tab");
    }

    /// <summary>Runs the tool to its end.</summary>
    /// <param name="meanwhile">A condition in JavaScript that has to become true while it runs.</param>
    /// <returns>The newest result.</returns>
    public async Task<JsonElement> RunAsync(string? meanwhile = null)
    {
        await visit.Get("run").ClickAsync();
        if (meanwhile is not null)
        {
            await visit.UntilAsync($"() => {{ if (document.querySelector('[data-testid=result-card]')) {{ throw new Error('the run is over'); }} return {meanwhile}; }}");
        }

        await visit.Get("result-card").WaitForAsync();
        return (await visit.AskAsync($"/api/people/{person}/results"))[0];
    }

    /// <summary>Gives a job and waits for its end.</summary>
    public async Task<JsonElement> JobAsync(string kind, object order, string? workpiece = null)
    {
        JsonElement job = await visit.AskAsync("/api/jobs", "POST", new { kind, title = $"Test: {kind}", person, order, workpiece });
        string id = job.GetProperty("id").GetString()!;
        return await EndAsync(id);
    }

    /// <summary>Waits for the end of a job, which has to be a good one.</summary>
    public async Task<JsonElement> EndAsync(string job)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMilliseconds(Visit.Patience));
        while (true)
        {
            JsonElement now = await visit.AskAsync($"/api/jobs/{job}");
            if (now.GetProperty("state").GetString() is not ("queued" or "running" or "paused"))
            {
                now.GetProperty("state").GetString().ShouldBe("done", now.GetProperty("error").ToString());
                return now;
            }

            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>Finds a picture in the prior, in a hurry, so that it can be edited.</summary>
    /// <returns>The result.</returns>
    public async Task<JsonElement> InvertAsync(string workpiece)
    {
        await JobAsync(
            "invert",
            new
            {
                kind = "picture",
                task = "invert",
                workpiece,
                betas = new[] { 0.05 },
                seeds = new[] { 0 },
                steps = 3,
                blend = "poisson",
                compareWithPrior = false,
            },
            workpiece);
        return (await visit.AskAsync($"/api/people/{person}/results?workpiece={workpiece}"))[0];
    }

    /// <summary>Waits for a download that an act brings about.</summary>
    public async Task<byte[]> DownloadAsync(ILocator link)
    {
        IDownload download = await visit.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        await using Stream stream = await download.CreateReadStreamAsync();
        using MemoryStream bytes = new();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>Width and height of a picture that was downloaded.</summary>
    public async Task<(int Width, int Height)> SizeAsync(byte[] picture)
    {
        int[] size = await visit.Page.EvaluateAsync<int[]>(
            """
            async base64 => {
                const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), c => c.charCodeAt(0))]));
                return [bitmap.width, bitmap.height];
            }
            """,
            Convert.ToBase64String(picture));
        return (size[0], size[1]);
    }

    /// <summary>Width and height of a picture on the page.</summary>
    public static async Task<(int Width, int Height)> SizeAsync(ILocator image)
    {
        await image.EvaluateAsync("image => image.decode()");
        int[] size = await image.EvaluateAsync<int[]>("image => [image.naturalWidth, image.naturalHeight]");
        return (size[0], size[1]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (string workpiece in _opened.Distinct())
        {
            await visit.AskAsync($"/api/people/{person}/workpieces/{workpiece}", "DELETE");
        }
    }
}

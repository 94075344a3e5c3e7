using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using MyStyle.Browser.Tests.Fixtures;
using MyStyle.Browser.Tests.People;

namespace MyStyle.Browser.Tests.Training;

public sealed class TrainingTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    /// <summary>What a browser says of a connection that the test cuts.</summary>
    private static readonly string[] LostConnection = ["WebSocket", "ERR_", "Failed to fetch", "Failed to load resource", "connection", "circuit", "reconnect", "NetworkError"];

    [Fact]
    public async Task Training_ReloadedAndCutOff_GoesOnAndIsShownAgain_ThenCancels()
    {
        await using StudioProcess studio = await StudioProcess.StartAsync(hasSample: false);
        await using Cable cable = new(studio.Address);
        Visit visit = await VisitAsync("/", address: cable.Address);
        string person = await AlbumAsync(visit);
        await StartAsync(visit, person, passes: 3000);

        await FramesAsync(visit);
        await CurvesMoveAsync(visit);

        await visit.Page.ReloadAsync();
        await visit.Get("training-running").WaitForAsync();
        await FramesAsync(visit);
        await CurvesMoveAsync(visit);

        visit.Expect(LostConnection);
        long before = await StepAsync(visit);
        cable.Cut();
        await visit.Get("reconnect").WaitForAsync();
        (await visit.Get("reconnect").InnerTextAsync()).ShouldContain("Running jobs go on");
        cable.Mend();
        await visit.Get("reconnect").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await StepBeyondAsync(visit, before);
        await FramesAsync(visit);
        await CurvesMoveAsync(visit);

        await visit.Get("training-cancel").ClickAsync();
        await visit.Get("training-ended").WaitForAsync();
        (await visit.Get("training-state").InnerTextAsync()).ShouldBe("cancelled");
        (await JobAsync(visit)).GetProperty("state").GetString().ShouldBe("cancelled");
        await visit.AssertCalmAsync();
    }

    [Fact]
    public async Task Training_ServerKilled_ContinuesFromItsCheckpointAndComesToItsEnd()
    {
        await using StudioProcess studio = await StudioProcess.StartAsync(hasSample: false);
        Visit visit = await VisitAsync("/", address: studio.Address);
        visit.Expect(LostConnection);
        string person = await AlbumAsync(visit);
        await StartAsync(visit, person, passes: 40);
        string job = (await JobAsync(visit)).GetProperty("id").GetString()!;
        using HttpClient api = new() { BaseAddress = new Uri(studio.Address) };
        long kept = 0;
        await PollAsync(async () =>
            (kept = (await ReadAsync(api, $"/api/jobs/{job}/checkpoints")).EnumerateArray().Select(item => item.GetProperty("step").GetInt64()).DefaultIfEmpty().Max()) >= 6);

        await studio.KillAsync();
        await studio.StartAgainAsync();

        string state = "";
        // What was written down last may be a little older than the checkpoint: it stands until the engine takes its first step.
        long noted = (await ReadAsync(api, $"/api/jobs/{job}")).GetProperty("step").GetInt64();
        await PollAsync(async () =>
        {
            JsonElement standing = await ReadAsync(api, $"/api/jobs/{job}");
            state = standing.GetProperty("state").GetString()!;
            long step = standing.GetProperty("step").GetInt64();
            (state == "running" && step > 0 && step != noted && step < kept).ShouldBeFalse($"the training began anew: step {step}, although the checkpoint holds {kept}");
            return state is "done" or "failed" or "cancelled";
        });
        state.ShouldBe("done");
        (await ReadAsync(api, $"/api/people/{person}")).GetProperty("generator").ValueKind.ShouldBe(JsonValueKind.Object);

        // The page finds its way back by itself.
        await visit.Get("training-ended").WaitForAsync(new() { Timeout = Visit.Patience });
        (await visit.Get("training-state").InnerTextAsync()).ShouldBe("done");
        await visit.AssertCalmAsync();
    }

    private static async Task PollAsync(Func<Task<bool>> holds)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMilliseconds(2 * Visit.Patience));
        while (!await holds())
        {
            await Task.Delay(100, patience.Token);
        }
    }

    /// <summary>An answer of the server; waits while there is none.</summary>
    private static async Task<JsonElement> ReadAsync(HttpClient api, string path)
    {
        for (int round = 0; ; round++)
        {
            try
            {
                using JsonDocument answer = JsonDocument.Parse(await api.GetStringAsync(new Uri(path, UriKind.Relative)));
                return answer.RootElement.Clone();
            }
            catch (HttpRequestException e) when (e.StatusCode is null && round < 600)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>A person with four good photos.</summary>
    private static async Task<string> AlbumAsync(Visit visit)
    {
        string person = await visit.MakePersonAsync("Trained");
        await visit.GoAsync($"/people/{person}/photos");
        await visit.Get("upload-input").SetInputFilesAsync(SamplePhotos.Good(4));
        await AlbumTests.JudgedAsync(visit, 4);
        return person;
    }

    private static async Task StartAsync(Visit visit, string person, int passes)
    {
        await visit.GoAsync($"/people/{person}/train");
        await visit.Get("preset-custom").CheckAsync();
        await visit.Get("custom-passes").FillAsync(passes.ToString(CultureInfo.InvariantCulture));
        await visit.Get("custom-passes").PressAsync("Tab");
        await visit.Get("start-training").ClickAsync();
        await visit.Get("training-running").WaitForAsync();
    }

    /// <summary>Waits for another live frame than those that are there.</summary>
    private static async Task FramesAsync(Visit visit)
    {
        await visit.UntilAsync("() => (window.myStyleLive?.drawn ?? 0) > 0");
        int frames = await visit.Page.EvaluateAsync<int>("() => window.myStyleLive.frames");
        await visit.UntilAsync("frames => window.myStyleLive.frames > frames", frames);
        (await visit.Page.EvaluateAsync<bool>(
            """
            () => [...document.querySelectorAll("[data-testid=live-wall] canvas[data-role=now][data-seq]")].some(canvas =>
                new Set(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data).size > 8)
            """)).ShouldBeTrue("a photo's rendering is drawn on the wall");
    }

    /// <summary>Waits until the loss curve has one point more.</summary>
    private static async Task CurvesMoveAsync(Visit visit)
    {
        const string Points = "Math.max(0, ...[...document.querySelectorAll('[data-testid=live-curves] canvas')].map(canvas => Number(canvas.dataset.points ?? 0)))";
        await visit.UntilAsync($"() => {Points} > 0");
        int points = await visit.Page.EvaluateAsync<int>($"() => {Points}");
        await visit.UntilAsync($"points => {Points} > points", points);
    }

    private static async Task<JsonElement> JobAsync(Visit visit) => (await visit.AskAsync("/api/jobs"))[0];

    private static async Task<long> StepAsync(Visit visit) => (await JobAsync(visit)).GetProperty("step").GetInt64();

    private static Task StepBeyondAsync(Visit visit, long step) =>
        visit.UntilAsync("step => Number.parseInt(document.querySelector('[data-testid=training-step]')?.textContent ?? '0', 10) > step", step);
}

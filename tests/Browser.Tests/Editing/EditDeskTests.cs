using System.Globalization;
using System.Text.Json;
using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Editing;

public sealed class EditDeskTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    private const string Yaw = "[data-testid=slider-yaw]";

    [Fact]
    public async Task Scrub_YawThroughItsRange_BetaAndIdentityFollow()
    {
        Visit visit = await OpenAsync();
        await ChooseAsync(visit, "policy-continue");
        HashSet<string> effective = [];
        HashSet<string> identities = [];
        foreach (double place in (double[])[-1, -0.5, 0, 0.5, 1])
        {
            await SlideAsync(visit, place);
            JsonElement desk = await DeskAsync(visit);
            desk.GetProperty("shownEffective").GetString().ShouldBe(desk.GetProperty("effective").GetDouble().ToString("0.000", CultureInfo.InvariantCulture));
            desk.GetProperty("shownIdentity").GetString().ShouldBe(desk.GetProperty("id").GetDouble().ToString("0.000", CultureInfo.InvariantCulture));
            desk.GetProperty("said").GetString()!.ShouldContain("beta");
            effective.Add(desk.GetProperty("shownEffective").GetString()!);
            identities.Add(desk.GetProperty("shownIdentity").GetString()!);
        }

        effective.Count.ShouldBeGreaterThan(1, "effective beta follows the slider");
        identities.Count.ShouldBeGreaterThan(1, "ID follows the slider");
        await visit.AssertCalmAsync();
    }

    [Fact]
    public async Task Stop_SliderBeyondTheHull_StaysWhereTheShownIntervalEnds()
    {
        Visit visit = await OpenAsync();
        await ChooseAsync(visit, "policy-stop");

        foreach (int side in (int[])[1, -1])
        {
            await SlideAsync(visit, side);
            JsonElement desk = await DeskAsync(visit);
            double end = desk.GetProperty(side > 0 ? "upper" : "lower").GetDouble();
            desk.GetProperty("value").GetDouble().ShouldBe(end, desk.GetProperty("step").GetDouble() + 1e-6);
            desk.GetProperty("value").GetDouble().ShouldBeInRange(desk.GetProperty("min").GetDouble(), desk.GetProperty("max").GetDouble());
            desk.GetProperty("applied").GetDouble().ShouldBe(end, desk.GetProperty("step").GetDouble() + 1e-6);
            desk.GetProperty("effective").GetDouble().ShouldBeLessThanOrEqualTo(desk.GetProperty("allowed").GetDouble() + 1e-3);
            await SlideAsync(visit, 0);
        }

        await visit.AssertCalmAsync();
    }

    [Fact]
    public async Task ProjectBack_SliderBeyondTheHull_KeepsEffectiveBetaAtItsBound()
    {
        Visit visit = await OpenAsync();
        await ChooseAsync(visit, "policy-project");

        foreach (int side in (int[])[1, -1])
        {
            await SlideAsync(visit, side);
            JsonElement desk = await DeskAsync(visit);
            desk.GetProperty("outcome").GetString().ShouldBe("projected");
            desk.GetProperty("effective").GetDouble().ShouldBeLessThanOrEqualTo(desk.GetProperty("allowed").GetDouble() + 1e-3);
        }

        await visit.AssertCalmAsync();
    }

    [Fact]
    public async Task Compare_Held_ShowsThePhotoUntilItIsLetGo()
    {
        Visit visit = await OpenAsync();
        DeskWindow desk = new(visit);
        string made = await desk.PictureAsync();
        await visit.Get("edit-compare").HoverAsync();

        await visit.Page.Mouse.DownAsync();
        string photo = await desk.PictureAsync();
        await visit.Page.Mouse.UpAsync();
        string after = await desk.PictureAsync();
        await visit.Get("edit-compare").FocusAsync();
        await visit.Page.Keyboard.DownAsync("Enter");
        string byKey = await desk.PictureAsync();
        await visit.Page.Keyboard.UpAsync("Enter");

        photo.ShouldNotBe(made);
        after.ShouldBe(made);
        byKey.ShouldBe(photo);
        await visit.AssertCalmAsync();
    }

    private async Task<Visit> OpenAsync()
    {
        Visit visit = await VisitAsync($"/people/{Sample}/studio?tool=edit");
        await visit.UntilAsync("() => document.querySelector('[data-testid=edit-desk]')?.myStyleDesk?.answer || document.querySelector('[data-testid=desk-invert]')");
        if (await visit.Get("desk-invert").CountAsync() > 0)
        {
            await visit.Get("desk-invert").ClickAsync();
        }

        await SettledAsync(visit);
        return visit;
    }

    private static async Task ChooseAsync(Visit visit, string policy)
    {
        await visit.Get(policy).CheckAsync();
        await SettledAsync(visit);
    }

    private static Task SlideAsync(Visit visit, double share) => new DeskWindow(visit).SlideAsync("yaw", share);

    private static Task SettledAsync(Visit visit) => new DeskWindow(visit).SettledAsync();

    private static Task<JsonElement> DeskAsync(Visit visit) => visit.Page.EvaluateAsync<JsonElement>(
        """
        slider => {
            const root = document.querySelector("[data-testid=edit-desk]");
            const row = document.querySelector(slider);
            const input = row.querySelector("input");
            const track = root.myStyleDesk.answer.tracks.find(track => track.id === row.dataset.slider);
            return {
                value: Number(input.value), min: Number(input.min), max: Number(input.max), step: Number(input.step),
                lower: Number(row.dataset.lower), upper: Number(row.dataset.upper), said: input.getAttribute("aria-valuetext"),
                applied: Number(track.applied ?? root.myStyleDesk.state.thetas.get(row.dataset.slider)),
                effective: Number(root.dataset.effective), id: Number(root.dataset.id), outcome: root.dataset.outcome,
                allowed: root.myStyleDesk.state.beta ?? 1e9,
                shownEffective: root.querySelector("[data-testid=beta-effective]").textContent,
                shownIdentity: root.querySelector("[data-testid=identity]").textContent,
            };
        }
        """,
        Yaw);
}

using Bunit;
using MyStyle.Studio.Components.Pages.Studio;
using MyStyle.Studio.Data;
using MyStyle.Studio.Results;

namespace MyStyle.Studio.Tests.Components.Pages.Studio;

public sealed class BetaDialTests : ComponentTest
{
    [Fact]
    public void Dial_AlwaysShowsWhatIsAllowedAndWhatIsNeeded()
    {
        IRenderedComponent<BetaDial> dial = Render<BetaDial>(p => p.Add(d => d.Value, 0.02).Add(d => d.Effective, 0.0137).Add(d => d.Preset, 0.02));
        dial.Find("[data-testid=beta-allowed]").TextContent.ShouldBe("0.020");
        dial.Find("[data-testid=beta-effective]").TextContent.ShouldBe("0.014");
        dial.Find("[data-testid='dial-0.02']").GetAttribute("aria-pressed").ShouldBe("true");
        dial.Find("[data-testid=dial-unbounded]").GetAttribute("aria-pressed").ShouldBe("false");
    }

    [Theory]
    [InlineData("dial-0", 0.0)]
    [InlineData("dial-0.05", 0.05)]
    [InlineData("dial-unbounded", null)]
    public void Preset_Clicked_IsTaken(string button, double? expected)
    {
        double? taken = -1;
        IRenderedComponent<BetaDial> dial = Render<BetaDial>(p => p.Add(d => d.Value, 0.02).Add(d => d.ValueChanged, beta => taken = beta));
        dial.Find($"[data-testid='{button}']").Click();
        taken.ShouldBe(expected);
    }

    [Fact]
    public void Range_Moved_IsTaken()
    {
        double? taken = -1;
        IRenderedComponent<BetaDial> dial = Render<BetaDial>(p => p.Add(d => d.Value, 0.02).Add(d => d.ValueChanged, beta => taken = beta));
        dial.Find("[data-testid=dial-range]").Change("0.1");
        taken.ShouldBe(0.1);
        dial.Find("[data-testid=dial-number]").Change("77");
        taken.ShouldBe(10);
    }

    [Fact]
    public void Ghost_Clicked_TakesItsBetaAndIsLookedAt()
    {
        double? taken = -1;
        ResultView? looked = null;
        ResultView[] ghosts = [.. ToolSettings.GhostBetas.Select(Ghost)];
        IRenderedComponent<BetaDial> dial = Render<BetaDial>(p => p
            .Add(d => d.Value, 0.02).Add(d => d.Ghosts, ghosts).Add(d => d.ValueChanged, beta => taken = beta).Add(d => d.Look, ghost => looked = ghost));
        dial.FindAll(".ghost").Count.ShouldBe(4);
        dial.Find("[data-testid='ghost-0.05']").GetAttribute("aria-label").ShouldBe("Take beta 0.05: LPIPS 0.250, ID 0.91");
        dial.Find("[data-testid='ghost-0.05']").Click();
        taken.ShouldBe(0.05);
        looked.ShouldBe(ghosts[2]);
    }

    [Fact]
    public void Busy_NothingCanBeSet()
    {
        IRenderedComponent<BetaDial> dial = Render<BetaDial>(p => p.Add(d => d.Value, 0.02).Add(d => d.Disabled, true));
        dial.FindAll("input, button").ShouldAllBe(element => element.HasAttribute("disabled"));
    }

    internal static ResultView Ghost(double? beta) => new(
        Guid.NewGuid(), Guid.NewGuid(), null, null, null, null, ResultKind.Inpainting, new string('a', 64), "image/png", null, null, "{}", 0.25, 0.91, null,
        beta, beta ?? 0.4, 0, false, false, false, DateTime.UnixEpoch);
}

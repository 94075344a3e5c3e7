using Bunit;
using MyStyle.Studio.Components.Pages.Studio;
using MyStyle.Studio.Results;

namespace MyStyle.Studio.Tests.Components.Pages.Studio;

public sealed class CandidateStripTests : ComponentTest
{
    [Fact]
    public void Strip_NamesEveryCandidateWithItsFigures()
    {
        ResultView[] candidates = [BetaDialTests.Ghost(0.02) with { IsKept = true, Seed = 3 }, BetaDialTests.Ghost(null) with { IsComparison = true }];
        IRenderedComponent<CandidateStrip> strip = Render<CandidateStrip>(p => p.Add(s => s.Candidates, candidates).Add(s => s.Chosen, candidates[0].Id));
        strip.Find("[data-testid=candidate-1]").GetAttribute("aria-label").ShouldBe("1: beta 0.02, start 3, LPIPS 0.250, ID 0.91, kept");
        strip.Find("[data-testid=candidate-1]").GetAttribute("aria-selected").ShouldBe("true");
        strip.Find("[data-testid=candidate-2]").GetAttribute("aria-label").ShouldNotBeNull().ShouldContain("untuned");
    }

    [Fact]
    public void Candidate_Clicked_IsChosen()
    {
        ResultView[] candidates = [BetaDialTests.Ghost(0), BetaDialTests.Ghost(0.05)];
        ResultView? chosen = null;
        IRenderedComponent<CandidateStrip> strip = Render<CandidateStrip>(p => p.Add(s => s.Candidates, candidates).Add(s => s.Choose, result => chosen = result));
        strip.Find("[data-testid=candidate-2]").Click();
        chosen.ShouldBe(candidates[1]);
    }

    [Fact]
    public void Strip_Empty_IsNotThere() => Render<CandidateStrip>(p => p.Add(s => s.Candidates, [])).Markup.Trim().ShouldBeEmpty();
}

using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Editing;

/// <summary>What a screen reader says of the desk's sliders.</summary>
public sealed class SpokenSliderTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    [Fact]
    public async Task Slider_Moved_SaysHowFarWhereAndWithWhichBeta()
    {
        Visit visit = await VisitAsync("/settings");

        string[] said = await visit.Page.EvaluateAsync<string[]>(
            """
            async () => {
                const { sayTheta } = await import("/js/desk/track.js");
                const track = { lower: -2, upper: 6, reach: 10, dilations: [0.1, 0.02, 0, 0.008, 0.04] };
                return [
                    sayTheta("Pose", 5.625, 3.2, track, 0.05), sayTheta("Pose", -5, 3.2, track, 0.05), sayTheta("Smile", 0, null, track, 0.05),
                    sayTheta("Smile", 10, null, track, null), sayTheta("Smile", -1.25, null, { ...track, lower: null, upper: null }, 0.05), sayTheta("Pose", 1, 3.2, undefined, 0.05),
                ];
            }
            """);

        said.ShouldBe(
        [
            "Pose, plus 18 degrees, inside the hull, beta 0.012", "Pose, minus 16 degrees, outside the hull, beta 0.020", "Smile, 0.0, inside the hull, beta 0.000",
            "Smile, plus 10.0, inside the hull, beta 0.040", "Smile, minus 1.3, outside the hull, beta 0.005", "Pose, plus 3 degrees",
        ]);
    }
}

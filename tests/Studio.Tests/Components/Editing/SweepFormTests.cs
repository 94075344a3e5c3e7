using Bunit;
using MyStyle.Studio.Components.Editing;
using MyStyle.Studio.Directions;
using MyStyle.Studio.Editing;

namespace MyStyle.Studio.Tests.Components.Editing;

public sealed class SweepFormTests : ComponentTest, IAsyncLifetime
{
    private static readonly DirectionView Yaw = new(Guid.NewGuid(), null, "yaw", "Pose", "bundled", 3.2, null, null, null, null, DateTime.UtcNow);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Start_TellsSliderRangeAndFormat()
    {
        (Guid Slider, double From, double To, int Frames, SweepFormat Format)? begun = null;
        IRenderedComponent<SweepForm> form = Render<SweepForm>(parameters => parameters
            .Add(item => item.Sliders, [Yaw]).Add(item => item.Start, choice => begun = choice));

        await ClickAsync(form, TestId("sweep-start"));

        begun.ShouldBe((Yaw.Id, -4, 4, 9, SweepFormat.Strip));
    }

    [Fact]
    public void Busy_SaysHowFarAndCannotBeStartedAgain()
    {
        IRenderedComponent<SweepForm> form = Render<SweepForm>(parameters => parameters
            .Add(item => item.Sliders, [Yaw]).Add(item => item.Busy, true).Add(item => item.Made, 3));

        form.Find(TestId("sweep-start")).TextContent.ShouldContain("3 of 9");
        form.Find(TestId("sweep-start")).HasAttribute("disabled").ShouldBeTrue();
    }
}

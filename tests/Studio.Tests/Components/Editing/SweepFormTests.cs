using Bunit;
using MyStyle.Studio.Components.Editing;
using MyStyle.Studio.Directions;
using MyStyle.Studio.Editing;

namespace MyStyle.Studio.Tests.Components.Editing;

public sealed class SweepFormTests : ComponentTest, IAsyncLifetime
{
    private static readonly DirectionView Yaw = new(Guid.NewGuid(), null, "yaw", "Pose", "bundled", 3.2, null, null, null, null, DateTime.UtcNow);

    private static readonly DirectionView Smile = new(Guid.NewGuid(), null, "smile", "Smile", "bundled", null, null, null, null, null, DateTime.UtcNow);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Start_SliderInDegrees_TellsItsRangeInTheta()
    {
        SweepWish? begun = null;
        IRenderedComponent<SweepForm> form = Render<SweepForm>(parameters => parameters
            .Add(item => item.Sliders, [Yaw]).Add(item => item.Start, choice => begun = choice));

        await ClickAsync(form, TestId("sweep-start"));

        begun.ShouldBe(new SweepWish(Yaw, -13 / 3.2, 13 / 3.2, 9, SweepFormat.Strip));
        form.Find(TestId("sweep")).TextContent.ShouldContain("From, degrees");
    }

    [Fact]
    public async Task Choose_AnotherSlider_StartsFromItsOwnRange()
    {
        SweepWish? begun = null;
        IRenderedComponent<SweepForm> form = Render<SweepForm>(parameters => parameters
            .Add(item => item.Sliders, [Yaw, Smile]).Add(item => item.Start, choice => begun = choice));

        await form.Find(TestId("sweep-slider")).ChangeAsync(Smile.Id.ToString());
        await form.Find(TestId("sweep-frames")).ChangeAsync("1000");
        await ClickAsync(form, TestId("sweep-start"));

        begun.ShouldBe(new SweepWish(Smile, -4, 4, EditKeeper.MostFrames, SweepFormat.Strip));
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

using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Components.Pages.Photos;
using MyStyle.Studio.Photos;
using NSubstitute;

namespace MyStyle.Studio.Tests.Components.Pages.Photos;

public sealed class PhotoPartsTests : ComponentTest, IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Filters_EveryVerdict_IsShownByAFilterOfItsOwn()
    {
        string[] named = [.. Enum.GetValues<Verdict>().Where(verdict => verdict is not (Verdict.Accept or Verdict.Rejected)).Select(verdict => verdict.Name())];
        foreach (string verdict in named)
        {
            PhotoView photo = Photo("a.jpg", verdict, PhotoStanding.LeftOut);
            PhotoFilter.All.Count(filter => filter.Key is not ("all" or "left-out") && filter.Matches(photo)).ShouldBe(1, verdict);
        }
    }

    [Fact]
    public async Task Detail_Buttons_SayWhatWasDecided()
    {
        List<UserDecision?> decided = [];
        IRenderedComponent<PhotoDetail> detail = Render<PhotoDetail>(parameters => parameters
            .Add(item => item.Person, Guid.NewGuid()).Add(item => item.Photo, Photo("a.jpg", "low_quality", PhotoStanding.LeftOut))
            .Add(item => item.Decide, decision => decided.Add(decision)));

        await ClickAsync(detail, TestId("photo-accept"));
        await ClickAsync(detail, TestId("photo-reject"));
        await ClickAsync(detail, TestId("photo-me"));

        decided.ShouldBe([UserDecision.Keep, UserDecision.Reject, UserDecision.IsPerson]);
        detail.Find(TestId("photo-verdict")).TextContent.ShouldContain("Blurred, dark or blocky");
    }

    [Fact]
    public async Task Duplicates_ThresholdMoved_RegroupsAtOnceAndKeepsItWhenLetGo()
    {
        IPhotos store = Substitute.For<IPhotos>();
        PhotoView keeper = Photo("keeper.jpg", "accept", PhotoStanding.Accepted), copy = Photo("copy.jpg", "duplicate", PhotoStanding.LeftOut);
        var group = new DuplicateGroup(keeper.Id, [new DuplicateCopy(copy.Id, 0.997)]);
        store.GroupAsync(Arg.Any<Guid>(), 0.999, Arg.Any<CancellationToken>()).Returns([]);
        Services.AddSingleton(store);
        Guid person = Guid.NewGuid();
        var album = new AlbumView(person, [keeper, copy], new AlbumCounts(2, 0, 1, 0, 1), [group], 0.995, null, [], CurationView.Idle, null, null);
        IRenderedComponent<DuplicatePanel> panel = Render<DuplicatePanel>(parameters => parameters.Add(item => item.Album, album));
        panel.FindAll(TestId("duplicate-group")).Count.ShouldBe(1);

        await panel.InvokeAsync(() => panel.Find(TestId("duplicate-threshold")).Input("0.999"));
        panel.WaitForAssertion(() => panel.FindAll(TestId("duplicate-group")).ShouldBeEmpty());
        await store.DidNotReceive().SetThresholdAsync(Arg.Any<Guid>(), Arg.Any<double>(), Arg.Any<CancellationToken>());
        await panel.InvokeAsync(() => panel.Find(TestId("duplicate-threshold")).Change("0.999"));
        await store.Received(1).SetThresholdAsync(person, 0.999, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Duplicates_CannotBeRegrouped_SaysWhyAndShowsThemAsTheyAre()
    {
        IPhotos store = Substitute.For<IPhotos>();
        store.GroupAsync(Arg.Any<Guid>(), 0.999, Arg.Any<CancellationToken>())
            .Returns<Task<IReadOnlyList<DuplicateGroup>>>(_ => throw new EngineException("The curation is damaged. Look at the album again."));
        Services.AddSingleton(store);
        PhotoView keeper = Photo("keeper.jpg", "accept", PhotoStanding.Accepted), copy = Photo("copy.jpg", "duplicate", PhotoStanding.LeftOut);
        var group = new DuplicateGroup(keeper.Id, [new DuplicateCopy(copy.Id, 0.997)]);
        var album = new AlbumView(Guid.NewGuid(), [keeper, copy], new AlbumCounts(2, 0, 1, 0, 1), [group], 0.995, null, [], CurationView.Idle, null, null);
        List<string> said = [];
        IRenderedComponent<DuplicatePanel> panel = Render<DuplicatePanel>(parameters => parameters
            .Add(item => item.Album, album).Add(item => item.Problem, said.Add));

        await panel.InvokeAsync(() => panel.Find(TestId("duplicate-threshold")).Input("0.999"));

        said.ShouldBe(["The curation is damaged. Look at the album again."]);
        panel.FindAll(TestId("duplicate-group")).Count.ShouldBe(1);
    }

    [Fact]
    public void Coverage_MeanDistance_IsSaidWithItsNetworkOrThatItIsBeingMeasured()
    {
        var coverage = new Coverage
        {
            Count = 12,
            Spreads = [new Spread("yaw", "degrees", -20, -10, 0, 10, 20, 8)],
            Cells = [new PoseCell("front", "serious", 12)],
            Missing = ["No photo looking up, smiling.", "No photo looking down, smiling."],
            AddLeast = [new RedundantPhoto("photo_007.jpg", "photo_008.jpg", 0.01)],
        };
        IRenderedComponent<CoveragePanel> panel = Render<CoveragePanel>(parameters => parameters.Add(item => item.Coverage, coverage));
        panel.FindAll(TestId("coverage-variety")).ShouldBeEmpty("nothing is known of it");
        panel.FindAll(TestId("coverage-missing") + " li").Select(item => item.TextContent).ShouldBe(coverage.Missing);
        panel.Markup.ShouldContain("Add least (they resemble another photo most): photo_007.jpg.");

        panel.Render(parameters => parameters.Add(item => item.IsMeasuring, true));
        panel.Find(TestId("coverage-variety")).TextContent.ShouldContain("is being measured");

        panel.Render(parameters => parameters
            .Add(item => item.IsMeasuring, false).Add(item => item.Coverage, coverage with { MeanDistance = 0.3124, DistanceName = "perceptual-narrow", DistanceSample = 12 }));
        panel.Find(TestId("coverage-variety")).TextContent.ShouldStartWith("Mean LPIPS of two accepted photos: 0.312 (distance by perceptual-narrow, over 12 photos).");
    }

    private static PhotoView Photo(string name, string verdict, PhotoStanding standing) => new(
        Guid.NewGuid(), name, new string('b', 64), 1000, 224, 224, standing, verdict == "accept", verdict, "Because.", new Dictionary<string, Measurement>(),
        null, [], null, "train", true, true, null, DateTime.UtcNow);
}

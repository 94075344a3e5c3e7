using System.Collections.Concurrent;
using Bunit;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Questions;
using MyStyle.Studio.Components.Pages.Explore;
using MyStyle.Studio.Data;
using MyStyle.Studio.Results;
using NSubstitute;

namespace MyStyle.Studio.Tests.Components.Pages.Explore;

public sealed class ExplorePageTests : PersonPageTest
{
    private static readonly byte[] Picture = ImageWriter.EncodePng(new RgbImage(8, 8));
    private readonly ConcurrentQueue<(SampleQuestion Question, TaskCompletionSource<SampleAnswer?> Answer)> _samples = new();
    private readonly ConcurrentQueue<PointQuestion> _points = new();
    private Func<SampleQuestion, bool> _answersAtOnce = _ => true;
    private TaskCompletionSource? _pointGate;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Engine.AskAsync(Arg.Any<string>(), Arg.Any<EngineQuestion<SampleAnswer>>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            var question = (SampleQuestion)call.Arg<EngineQuestion<SampleAnswer>>();
            CancellationToken gone = call.Arg<CancellationToken>();
            TaskCompletionSource<SampleAnswer?> answer = new();
            gone.Register(() => answer.TrySetCanceled(gone));
            if (_answersAtOnce(question))
            {
                answer.SetResult(Draw(question));
            }

            _samples.Enqueue((question, answer));
            return answer.Task;
        });
        Engine.AskAsync(Arg.Any<string>(), Arg.Any<EngineQuestion<MapAnswer>>(), Arg.Any<CancellationToken>())
            .Returns(new MapAnswer(["a.jpg", "b.jpg", "c.jpg"], [0.2, -1, 0.9], [0, 0, 0.4], [0.5, 0.25]));
        Engine.AskAsync(Arg.Any<string>(), Arg.Any<EngineQuestion<PointAnswer>>(), Arg.Any<CancellationToken>()).Returns(async call =>
        {
            _points.Enqueue((PointQuestion)call.Arg<EngineQuestion<PointAnswer>>());
            await (_pointGate?.Task ?? Task.CompletedTask);
            return (PointAnswer?)Point(0.9);
        });
    }

    [Fact]
    public async Task Page_Untrained_SaysWhatComesFirst()
    {
        Guid bea = await AddUntrainedAsync();

        IRenderedComponent<ExplorePage> page = Open<ExplorePage>(bea);

        page.Find(TestId("empty-state")).TextContent.ShouldContain("Nothing to explore yet");
        page.Find(TestId("empty-state") + " a").GetAttribute("href").ShouldBe($"/people/{bea}/train");
        _samples.ShouldBeEmpty();
    }

    [Fact]
    public void Samples_PageOpened_AreDrawnAndNamedAsMade()
    {
        IRenderedComponent<ExplorePage> page = Open<ExplorePage>();

        page.WaitForAssertion(() => page.FindAll(TestId("sample")).Count.ShouldBe(12));
        page.FindAll(".skeleton").ShouldBeEmpty();
        page.Find(TestId("sample") + " img").GetAttribute("alt").ShouldBe("Sample 1, made by a model");
        page.Find(TestId("sample")).TextContent.ShouldContain("ID 0.500");
        SampleQuestion asked = _samples.ShouldHaveSingleItem().Question;
        (asked.Sampler, asked.Seed, asked.Skip, asked.Count, asked.Beta).ShouldBe((SamplerKind.ThreeAnchors, 1ul, 0, 12, 0));
    }

    [Fact]
    public async Task Samples_MoreAndAnotherWay_AskForWhatIsNext()
    {
        IRenderedComponent<ExplorePage> page = Open<ExplorePage>();
        page.WaitForAssertion(() => page.FindAll(TestId("sample")).Count.ShouldBe(12));

        await ClickAsync(page, TestId("sample-more"));
        page.WaitForAssertion(() => page.FindAll(TestId("sample")).Count.ShouldBe(24));
        page.Find("input[type=range]").HasAttribute("disabled").ShouldBeTrue("three photos lie inside the hull");
        await ChangeAsync(page, TestId("sampler"), nameof(SamplerKind.UniformSimplex));
        await ChangeAsync(page, "input[type=range]", "0.05");

        page.WaitForAssertion(() => page.FindAll(TestId("sample")).Count.ShouldBe(12));
        _samples.Select(item => (item.Question.Sampler, item.Question.Skip, item.Question.Beta)).ShouldBe(
            [(SamplerKind.ThreeAnchors, 0, 0), (SamplerKind.ThreeAnchors, 12, 0), (SamplerKind.UniformSimplex, 0, 0), (SamplerKind.UniformSimplex, 0, 0.05)]);
    }

    [Fact]
    public async Task Samples_AnswerOfTheSeedBefore_ComesTooLate()
    {
        _answersAtOnce = _ => false;
        IRenderedComponent<ExplorePage> page = Open<ExplorePage>();
        page.WaitForAssertion(() => page.FindAll(".skeleton").Count.ShouldBe(12));
        await ChangeAsync(page, TestId("sample-seed"), "7");
        page.WaitForAssertion(() => _samples.Count.ShouldBe(2));
        (SampleQuestion Question, TaskCompletionSource<SampleAnswer?> Answer)[] asked = [.. _samples];
        asked.Select(item => item.Question.Seed).ShouldBe([1ul, 7ul]);

        await GoOnAsync(() => asked[1].Answer.SetResult(Draw(asked[1].Question)));
        await GoOnAsync(() => asked[0].Answer.SetResult(Draw(asked[0].Question)));

        page.WaitForAssertion(() => page.FindAll(TestId("sample")).Count.ShouldBe(12));
        page.FindAll(TestId("sample") + " .clip").ShouldAllBe(line => line.TextContent == "near seed-7.jpg");
        page.FindAll(".skeleton").ShouldBeEmpty();
    }

    [Fact]
    public async Task Sample_Kept_IsAResultWithItsSeed()
    {
        IRenderedComponent<ExplorePage> page = Open<ExplorePage>();

        await ClickAsync(page, TestId("sample-keep"), 2);

        page.WaitForAssertion(() => page.FindAll(TestId("sample-keep"))[2].GetAttribute("aria-pressed").ShouldBe("true"));
        ResultView kept = (await Studio.Results.ListAsync(Person, cancellation: Cancel)).ShouldHaveSingleItem();
        (kept.Kind, kept.IsKept, kept.Generator, kept.Seed).ShouldBe((ResultKind.Sample, true, Studio.Generator, 1L));
        kept.ParametersJson.ShouldContain("\"index\":2");
        Said.ShouldBe(["Kept. It is in Results."]);
    }

    [Fact]
    public void Samples_EngineCannot_SaysWhyAndWaitsNoLonger()
    {
        Engine.AskAsync(Arg.Any<string>(), Arg.Any<EngineQuestion<SampleAnswer>>(), Arg.Any<CancellationToken>())
            .Returns<Task<SampleAnswer?>>(_ => throw new EngineException("There is no person in that folder: it was moved or deleted."));

        IRenderedComponent<ExplorePage> page = Open<ExplorePage>();

        page.WaitForAssertion(() => Said.ShouldBe(["There is no person in that folder: it was moved or deleted."]));
        page.WaitForAssertion(() => page.FindAll(".skeleton").ShouldBeEmpty());
        page.Find(TestId("sample-more")).HasAttribute("disabled").ShouldBeFalse();
    }

    [Fact]
    public async Task Page_LeftWhileSamplesAreDrawn_WithdrawsTheQuestion()
    {
        _answersAtOnce = _ => false;
        IRenderedComponent<ExplorePage> page = Open<ExplorePage>();
        page.WaitForAssertion(() => page.FindAll(".skeleton").Count.ShouldBe(12));

        await DisposeComponentsAsync();

        _samples.ShouldHaveSingleItem().Answer.Task.IsCanceled.ShouldBeTrue();
        await GoOnAsync(() => { });
    }

    [Fact]
    public async Task Map_Opened_IsGivenThePhotosAndKeepsThePlace()
    {
        BunitJSModuleInterop view = Script("MapPanel");
        view.Setup<PointView>("snapshot").SetResult(new PointView([0.25, -0.5], null, 0, 0.02));
        IRenderedComponent<ExplorePage> page = Open<ExplorePage>();
        await ChangeAsync(page, TestId("way-map"), true);
        page.WaitForAssertion(() => page.Find(".map p").TextContent.ShouldContain("75"));
        page.Find(TestId("map")).GetAttribute("aria-label").ShouldNotBeNull().ShouldStartWith("Map of the photos. Arrows move the point");

        await ClickAsync(page, TestId("map-keep"));

        page.WaitForAssertion(() => Said.ShouldBe(["Kept. It is in Results."]));
        PointQuestion asked = _points.ShouldHaveSingleItem();
        asked.Place.ShouldBe([0.25, -0.5]);
        (asked.Beta, asked.Size.Lossless).ShouldBe((0.02, true));
        (await Studio.Results.ListAsync(Person, cancellation: Cancel)).ShouldHaveSingleItem().Kind.ShouldBe(ResultKind.Walk);
    }

    [Fact]
    public async Task Walk_Opened_GoesBetweenThePhotosFarthestApartAndTakesStations()
    {
        BunitJSModuleInterop view = Script("WalkPanel");
        IRenderedComponent<ExplorePage> page = await WalkAsync();
        Stations(page).ShouldBe(["b.jpg", "c.jpg"]);

        await ClickAsync(page, TestId("anchor"), 0);
        Stations(page).ShouldBe(["b.jpg", "c.jpg", "a.jpg"]);
        await ClickAsync(page, TestId("anchor"), 1);

        Stations(page).ShouldBe(["c.jpg", "a.jpg"]);
        view.Invocations["route"].Count.ShouldBe(2);
        ((IEnumerable<int>)view.Invocations["route"][1].Arguments[0]!).ShouldBe([2, 0]);
        page.FindAll(TestId("anchor")).Select(button => button.GetAttribute("aria-pressed")).ShouldBe(["true", "false", "true"]);
    }

    [Fact]
    public async Task Walk_StationChosenWhileTheAnimationIsMade_LeavesItsButtonBusy()
    {
        Script("WalkPanel");
        IRenderedComponent<ExplorePage> page = await WalkAsync();
        _pointGate = new TaskCompletionSource();
        Task making = ClickAsync(page, TestId("walk-animate"));
        page.WaitForAssertion(() => IsBusy(page).ShouldBeTrue());

        await ClickAsync(page, TestId("anchor"), 0);

        IsBusy(page).ShouldBeTrue("a second animation must not begin beside the first");
        await Renderer.Dispatcher.InvokeAsync(() => _pointGate.SetResult());
        await making;
        page.WaitForAssertion(() => Said.ShouldBe(["The walk is in Results."]));
        page.WaitForAssertion(() => IsBusy(page).ShouldBeFalse());
    }

    [Fact]
    public async Task Walk_OneStation_CannotBeAnAnimation()
    {
        Script("WalkPanel");
        IRenderedComponent<ExplorePage> page = await WalkAsync();
        await ClickAsync(page, TestId("anchor"), 1);

        await ClickAsync(page, TestId("walk-animate"));

        page.WaitForAssertion(() => Said.ShouldBe(["A walk has at least two stations. Choose another photo."]));
        IsBusy(page).ShouldBeFalse();
    }

    private static bool IsBusy(IRenderedComponent<ExplorePage> page) => page.Find(TestId("walk-animate")).HasAttribute("disabled");

    private static IEnumerable<string?> Stations(IRenderedComponent<ExplorePage> page) =>
        page.FindAll(TestId("stations") + " img").Select(image => image.GetAttribute("alt"));

    private static SampleAnswer Draw(SampleQuestion question) =>
        new([.. Enumerable.Range(0, question.Count).Select(_ => Point(0.5) with { NearestPhoto = $"seed-{question.Seed}.jpg" })]);

    private static PointAnswer Point(double identity) =>
        new(new FrameBytes(Picture, "image/png", 8, 8), [1, 0, 0], 0, 0, 0, identity, "a.jpg", [new AnchorShare(0, "a.jpg", 1)], 1);

    private async Task<IRenderedComponent<ExplorePage>> WalkAsync()
    {
        IRenderedComponent<ExplorePage> page = Open<ExplorePage>();
        await ChangeAsync(page, TestId("way-walk"), true);
        page.WaitForAssertion(() => page.FindAll(TestId("anchor")).Count.ShouldBe(3));
        return page;
    }

    private BunitJSModuleInterop Script(string panel)
    {
        BunitJSModuleInterop module = JSInterop.SetupModule($"./Components/Pages/Explore/{panel}.razor.js");
        module.Mode = JSRuntimeMode.Loose;
        BunitJSModuleInterop view = module.SetupModule("create", _ => true);
        view.Mode = JSRuntimeMode.Loose;
        return view;
    }
}

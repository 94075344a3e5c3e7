using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Models;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Questions;
using MyStyle.Studio.Data;
using MyStyle.Studio.Directions;
using MyStyle.Studio.Editing;
using MyStyle.Studio.Results;
using MyStyle.Studio.Tests.Fixtures;
using NSubstitute;

namespace MyStyle.Studio.Tests.Editing;

/// <summary>The desk's services over a real database and an engine that answers what the test says.</summary>
public sealed class EditingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_AsksTheEngineInItsOwnTermsAndTranslatesBack()
    {
        (IEngineService engine, Func<EditQuestion?> asked) = Engine(layers: 2, anchors: 12);
        await using OpenStudio studio = await OpenAsync(engine);
        DirectionView yaw = (await studio.Get<DirectionBook>().ListAsync(studio.Person, ModelCatalogue.DemoPrior, Cancel))[0];

        DeskAnswer answer = await studio.Get<Editor>().AnswerAsync("desk", Request(studio, yaw.Id, 2.5, "stop"), Cancel);

        answer.Problem.ShouldBeNull();
        (answer.Sequence, answer.Outcome, answer.EffectiveBeta, answer.Names[0]).ShouldBe((4, "stopped", 0.05, "photo_001.jpg"));
        answer.Tracks.ShouldHaveSingleItem().Id.ShouldBe(yaw.Id.ToString());
        answer.Tracks[0].Lower.ShouldBeNull();
        EditQuestion question = asked()!;
        (question.Policy, question.Beta, question.CodePath).ShouldBe((EdgePolicy.Stop, 0.05, null));
        question.PersonFolder.ShouldEndWith(new string('a', 64));
        question.Sliders.ShouldHaveSingleItem().Theta.ShouldBe(2.5);
        question.Sliders[0].Vector.Length.ShouldBe(512);
    }

    [Theory]
    [InlineData("sideways", 1, "no way to treat")]
    [InlineData("stop", double.NaN, "not a number")]
    public async Task Answer_NonsenseFromTheBrowser_ComesBackAsASentence(string policy, double theta, string words)
    {
        (IEngineService engine, _) = Engine(2, 12);
        await using OpenStudio studio = await OpenAsync(engine);
        DirectionView yaw = (await studio.Get<DirectionBook>().ListAsync(studio.Person, ModelCatalogue.DemoPrior, Cancel))[0];

        DeskAnswer answer = await studio.Get<Editor>().AnswerAsync("desk", Request(studio, yaw.Id, theta, policy), Cancel);

        answer.Bytes.ShouldBeNull();
        answer.Problem.ShouldNotBeNull().ShouldContain(words);
    }

    [Fact]
    public async Task Answer_AGeneratorOfSomebodyElse_IsNotFound()
    {
        (IEngineService engine, _) = Engine(2, 12);
        await using OpenStudio studio = await OpenAsync(engine);
        DeskRequest request = new() { Sequence = 1, Person = Guid.NewGuid().ToString(), Generator = studio.Generator.ToString(), Policy = "stop" };

        (await studio.Get<Editor>().AnswerAsync("desk", request, Cancel)).Problem.ShouldNotBeNull().ShouldContain("not there any more");
    }

    [Fact]
    public async Task Save_KeepsPictureCodeAndRecipe_AndPagesHearOfIt()
    {
        (IEngineService engine, _) = Engine(layers: 2, anchors: 12);
        await using OpenStudio studio = await OpenAsync(engine);
        DirectionView yaw = (await studio.Get<DirectionBook>().ListAsync(studio.Person, ModelCatalogue.DemoPrior, Cancel))[0];
        int told = 0;
        studio.Results.Changed += _ => told++;

        Guid id = await studio.Get<EditKeeper>().SaveAsync(studio.Person, null, Settings(studio, yaw), Cancel);

        ResultView kept = (await studio.Results.GetAsync(studio.Person, id, Cancel)).ShouldNotBeNull();
        (kept.Kind, kept.IsKept, kept.AllowedBeta, kept.EffectiveBeta, kept.Identity).ShouldBe((ResultKind.Edit, true, 0.05, 0.05, 0.97));
        kept.ParametersJson.ShouldContain("yaw");
        told.ShouldBe(1);
        studio.Read(kept.PictureSha).Width.ShouldBe(8);
        await using StudioDb db = await studio.OpenAsync();
        CodeEntity code = await db.Codes.SingleAsync(item => item.Id == kept.Code, Cancel);
        code.Layers.ShouldBe(2);
        File.Exists(studio.Store.PathOf(studio.Person, code.FileSha, ".safetensors")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(SweepFormat.Strip, "image/png")]
    [InlineData(SweepFormat.Gif, "image/gif")]
    [InlineData(SweepFormat.WebP, "image/webp")]
    public async Task Sweep_RendersEveryStepAndKeepsOneFile(SweepFormat format, string media)
    {
        (IEngineService engine, _) = Engine(layers: 2, anchors: 12);
        await using OpenStudio studio = await OpenAsync(engine);
        DirectionView yaw = (await studio.Get<DirectionBook>().ListAsync(studio.Person, ModelCatalogue.DemoPrior, Cancel))[0];

        Guid id = await studio.Get<EditKeeper>().SweepAsync(studio.Person, null, Settings(studio, yaw), yaw.Id, -1, 1, 5, format, cancellation: Cancel);

        ResultView kept = (await studio.Results.GetAsync(studio.Person, id, Cancel)).ShouldNotBeNull();
        (kept.Kind, kept.MediaType).ShouldBe((ResultKind.Sweep, media));
        await engine.Received(5).AskAsync(Arg.Any<string>(), Arg.Any<EngineQuestion<EditAnswer>>(), Arg.Any<CancellationToken>());
    }

    private static Task<OpenStudio> OpenAsync(IEngineService engine) => OpenStudio.CreateAsync(services => services
        .AddSingleton(engine).AddSingleton(ModelDirectories.Create([])).AddStudioDirections().AddStudioEditing());

    private static EditSettings Settings(OpenStudio studio, DirectionView yaw) => new(
        studio.Generator, null, new Dictionary<Guid, double> { [yaw.Id] = 2 }, new Dictionary<Guid, string> { [yaw.Id] = yaw.Name }, 0.05, "project", []);

    private static DeskRequest Request(OpenStudio studio, Guid slider, double theta, string policy) => new()
    {
        Sequence = 4,
        Person = studio.Person.ToString(),
        Generator = studio.Generator.ToString(),
        Sliders = [new DeskSlider { Id = slider.ToString(), Theta = theta }],
        Beta = 0.05,
        Policy = policy,
        WithTracks = true,
    };

    private static (IEngineService Engine, Func<EditQuestion?> Asked) Engine(int layers, int anchors)
    {
        IEngineService engine = Substitute.For<IEngineService>();
        EditQuestion? asked = null;
        engine.AskAsync(Arg.Any<string>(), Arg.Any<EngineQuestion<EditAnswer>>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            asked = (EditQuestion)call.Arg<EngineQuestion<EditAnswer>>();
            byte[] picture = ImageWriter.EncodePng(new RgbImage(8, 8));
            double[]? alpha = asked.WithCode ? [.. Enumerable.Repeat(1.0 / anchors, layers * anchors)] : null;
            SliderTrack[] tracks = asked.WithTracks ? [new SliderTrack("yaw", double.NaN, double.NaN, 6, 0.8, [0.1, 0, 0.1])] : [];
            return Task.FromResult<EditAnswer?>(new EditAnswer(
                new FrameBytes(picture, "image/png", 8, 8), 0.08, 0.05, EditOutcome.Stopped, 0.5, 0.97, "photo_002.jpg",
                [new AnchorShare(0, "photo_001.jpg", 0.4)], tracks, 12, alpha, alpha is null ? 0 : layers));
        });
        return (engine, () => asked);
    }
}

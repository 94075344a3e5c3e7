using Microsoft.Extensions.DependencyInjection;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Questions;
using MyStyle.Studio.Exploring;
using MyStyle.Studio.Tests.Fixtures;
using NSubstitute;

namespace MyStyle.Studio.Tests.Exploring;

public sealed class ExplorerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1e300)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task Point_NonsenseBeta_ComesBackAsASentenceAndNeverReachesTheEngine(double beta)
    {
        IEngineService engine = Substitute.For<IEngineService>();
        await using OpenStudio studio = await OpenStudio.CreateAsync(services => services.AddSingleton(engine).AddStudioExploring());
        PointRequest request = new() { Sequence = 3, Person = studio.Person.ToString(), Generator = studio.Generator.ToString(), Place = [0, 0], Beta = beta };

        PointReply reply = await studio.Get<Explorer>().PointAsync("page", request, Cancel);

        reply.Sequence.ShouldBe(3);
        reply.Problem.ShouldNotBeNull();
        await engine.DidNotReceive().AskAsync(Arg.Any<string>(), Arg.Any<EngineQuestion<PointAnswer>>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Point_OnAWalk_AsksForTheMixThere()
    {
        IEngineService engine = Substitute.For<IEngineService>();
        await using OpenStudio studio = await OpenStudio.CreateAsync(services => services.AddSingleton(engine).AddStudioExploring());
        PointRequest request = new() { Sequence = 1, Person = studio.Person.ToString(), Generator = studio.Generator.ToString(), Anchors = [4, 7], Along = 0.25 };

        PointReply reply = await studio.Get<Explorer>().PointAsync("page", request, Cancel);

        (reply.Problem, reply.Bytes).ShouldBe((null, null));
        await engine.Received(1).AskAsync("page", Arg.Is<EngineQuestion<PointAnswer>>(question => Weights(question, 0.75, 0.25)), Arg.Any<CancellationToken>());
    }

    private static bool Weights(EngineQuestion<PointAnswer> question, double first, double second) =>
        question is PointQuestion { Mix: { } mix } && Math.Abs(mix[4] - first) < 1e-12 && Math.Abs(mix[7] - second) < 1e-12;
}

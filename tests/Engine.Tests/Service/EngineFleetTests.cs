using System.Runtime.CompilerServices;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Questions;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Tests.Networks;

namespace MyStyle.Engine.Tests.Service;

public sealed class EngineFleetTests(TinyStudio studio) : TensorTest, IClassFixture<TinyStudio>
{
    [Fact]
    public async Task Run_TwoTrainingsOnTwoEngines_BothAtOnce_EqualThoseOfOne()
    {
        TrainOrder alone = studio.Training("alone") with { Passes = 12 };
        await studio.RunAsync(alone);
        await using var fleet = new EngineFleet([studio.NewService(), studio.NewService()]);
        TrainOrder[] orders = [studio.Training("first") with { Passes = 12 }, studio.Training("second") with { Passes = 12 }];
        await Task.WhenAll(orders.Select(async (order, i) =>
        {
            await foreach (EngineUpdate _ in fleet.RunAsync($"run {i}", order, TestContext.Current.CancellationToken))
            {
            }
        }));

        foreach (TrainOrder order in orders)
        {
            Weights(order).ShouldBe(Weights(alone));
        }
    }

    [Fact]
    public async Task Run_GoesToTheEngineWithTheLeastToDo_AndAHeldRunIsNothingToDo()
    {
        Watched[] engines = [new(), new()];
        await using var fleet = new EngineFleet(engines);
        fleet.Engines.ShouldBe(2);
        Task first = Carry(fleet, "a"), second = Carry(fleet, "b");
        engines[0].Begun.ShouldBe(["a"]);
        engines[1].Begun.ShouldBe(["b"]);

        await fleet.PauseAsync("b");
        await fleet.PauseAsync("b");
        engines[1].Held.ShouldBe(["b", "b"]);
        Task third = Carry(fleet, "c");
        engines[1].Begun.ShouldBe(["b", "c"]);
        await fleet.ResumeAsync("b");
        Task fourth = Carry(fleet, "d");
        engines[0].Begun.ShouldBe(["a", "d"]);

        engines[1].End.SetResult();
        await Task.WhenAll(second, third);
        Task fifth = Carry(fleet, "e");
        engines[1].Begun.ShouldBe(["b", "c", "e"]);
        engines[0].End.SetResult();
        await Task.WhenAll(first, fourth, fifth);
    }

    [Fact]
    public async Task Ask_ASessionStaysWithItsEngineWhileAQuestionIsOpen_OthersGoToTheIdleOne()
    {
        Watched[] engines = [new(), new()];
        await using var fleet = new EngineFleet(engines);
        Task<SampleAnswer?> open = Ask(fleet, "tab");
        engines[0].Asked.ShouldBe(["tab"]);
        Task run = Carry(fleet, "a");
        engines[0].Begun.ShouldBe(["a"]);
        Task<SampleAnswer?> newer = Ask(fleet, "tab"), other = Ask(fleet, "other");
        engines[0].Asked.ShouldBe(["tab", "tab"]);
        engines[1].Asked.ShouldBe(["other"]);

        engines[0].Answer.SetResult();
        await Task.WhenAll(open, newer);
        engines[1].Answer.SetResult();
        await other;
        await Ask(fleet, "tab");
        engines[1].Asked.ShouldBe(["other", "tab"]);
        engines[0].End.SetResult();
        await run;
    }

    [Fact]
    public async Task Create_TakesAnEngineADevice()
    {
        var models = new ModelDirectories(null, ["/none"]);
        await using IEngineService one = EngineFleet.Create(new EngineSettings { Device = "cpu" }, models);
        one.ShouldBeOfType<EngineService>();
        await using IEngineService two = EngineFleet.Create(new EngineSettings { Device = "cuda:0, cuda:1" }, models);
        two.Engines.ShouldBe(2);
    }

    [Theory]
    [InlineData("cuda:0,cuda:1", null)]
    [InlineData("cuda:0,cpu", "each must be a CUDA device")]
    [InlineData("cuda:0,cuda:0", "twice")]
    [InlineData("cuda:0,", "each must be a CUDA device")]
    public void Settings_OfSeveralDevices_AreChecked(string device, string? problem)
    {
        IReadOnlyList<string> problems = new EngineSettings { Device = device }.Problems();
        if (problem is null)
        {
            problems.ShouldBeEmpty();
        }
        else
        {
            problems[0].ShouldContain(problem);
        }
    }

    private static byte[] Weights(TrainOrder order) =>
        File.ReadAllBytes(Directory.GetFiles(Path.Combine(order.OutputFolder, "person"), "generator*").Single());

    private static async Task Carry(EngineFleet fleet, string job)
    {
        await foreach (EngineUpdate _ in fleet.RunAsync(job, new EvaluateOrder { OutputFolder = "", PersonFolder = "", Test = [] }))
        {
        }
    }

    private static Task<SampleAnswer?> Ask(EngineFleet fleet, string session) =>
        fleet.AskAsync(session, new SampleQuestion { PersonFolder = "" });

    /// <summary>Notes what it is asked to do, and does nothing until it is told.</summary>
    private sealed class Watched : IEngineService
    {
        public List<string> Begun { get; } = [];

        public List<string> Held { get; } = [];

        public List<string> Asked { get; } = [];

        public TaskCompletionSource End { get; } = new();

        public TaskCompletionSource Answer { get; } = new();

        public Task<EngineFacts> FactsAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

        public async IAsyncEnumerable<EngineUpdate> RunAsync(
            string jobId, EngineOrder order, [EnumeratorCancellation] CancellationToken cancellation = default)
        {
            Begun.Add(jobId);
            await End.Task;
            yield break;
        }

        public Task PauseAsync(string jobId)
        {
            Held.Add(jobId);
            return Task.CompletedTask;
        }

        public Task ResumeAsync(string jobId) => Task.CompletedTask;

        public async Task<TAnswer?> AskAsync<TAnswer>(string session, EngineQuestion<TAnswer> question, CancellationToken cancellation = default)
            where TAnswer : class
        {
            Asked.Add(session);
            await Answer.Task;
            return null;
        }

        public Task ForgetAsync(string personFolder) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

using System.Text.Json;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;

namespace MyStyle.Engine.Tests.Service;

/// <summary>Orders and outcomes are kept as JSON: what is written today must be read tomorrow.</summary>
public sealed class ContractJsonTests
{
    private static readonly JsonSerializerOptions Options = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static TheoryData<EngineOrder> Orders =>
    [
        new TrainOrder
        {
            Name = "Ada", Photos = [new("a", "/a.png", "ff"), new("b", "/b.png")], HeldOut = [new("c", "/c.png")], Prior = "ffhq", Encoder = "none",
            Passes = 3, BatchSize = 2, LearningRate = 1e-4, L2Weight = 0.5, Patience = 4, Seed = ulong.MaxValue, CheckpointFolder = "/k", CheckpointPasses = 1,
            Wall = 4, OutputFolder = "/o",
        },
        new ProjectOrder
        {
            PersonFolder = "/p", Task = PictureTask.Restore, PicturePath = "/x.png", MaskPath = "/m.png", Degradation = "blur:2,jpeg",
            Betas = [0, null, 0.05], Seeds = [0, 7], Steps = 9, Blend = "copy", CompareWithPrior = true, FrameEvery = 2, OutputFolder = "/o",
        },
        new RefineOrder { PersonFolder = "/p", PicturePath = "/x.png", CodePath = "/c.safetensors", Steps = 5, OutputFolder = "/o" },
        new LearnDirectionOrder
        {
            PersonFolder = "/p", Name = "mood", With = [new("a", "/a.png")], Without = [new("b", "/b.png")], Attribute = "yaw", Samples = 3, Seed = 2,
            OutputFolder = "/o",
        },
        new EvaluateOrder { PersonFolder = "/p", Test = [new("a", "/a.png")], Steps = 4, Samples = 5, Seed = 6, OutputFolder = "/o" },
        new VarietyOrder { Pictures = [new("a", "/a.png"), new("b", "/b.png", "ff")], OutputFolder = "/o" },
    ];

    public static TheoryData<EngineOutcome> Outcomes =>
    [
        new TrainOutcome("/p", 0.4, 0.2, null, 0.9, ["a"]),
        new ProjectOutcome(
            [
                new CandidateOutcome("/x", "/y", "/z", 3, null, 0.01, 0.2, 0.1, 0.8, "a", true, 0.9, [new AnchorShare(1, "a", 0.5)], true),
                new CandidateOutcome("/x", "/y", null, 0, 0.02, null, 0.2, 0.1, null, null, false, null, []),
            ],
            "blur:2"),
        new RefineOutcome("/p", 0.3, 0.1),
        new DirectionOutcome("mood", "/d", 0.9, double.NaN, double.NaN, 0.7, ["/1", "/2"]),
        new EvaluateOutcome("/r.json"),
        new VarietyOutcome(0.3, "perceptual-narrow", 12),
    ];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Order_WrittenAndRead_IsTheSame(EngineOrder order)
    {
        string json = JsonSerializer.Serialize(order, Options);
        EngineOrder read = JsonSerializer.Deserialize<EngineOrder>(json, Options)!;
        read.GetType().ShouldBe(order.GetType());
        JsonSerializer.Serialize(read, Options).ShouldBe(json);
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Outcome_WrittenAndRead_IsTheSame(EngineOutcome outcome)
    {
        string json = JsonSerializer.Serialize(outcome, Options);
        EngineOutcome read = JsonSerializer.Deserialize<EngineOutcome>(json, Options)!;
        read.GetType().ShouldBe(outcome.GetType());
        JsonSerializer.Serialize(read, Options).ShouldBe(json);
    }

    [Fact]
    public void Orders_KeepTheirNames()
    {
        foreach ((EngineOrder order, string kind) in Orders.Select(row => row.Data).Zip(["train", "project", "refine", "learn-direction", "evaluate", "variety"]))
        {
            JsonSerializer.Serialize(order, Options).ShouldStartWith($$"""{"kind":"{{kind}}",""");
        }
    }
}

using Bunit;
using MyStyle.Studio.Components.Pages.Train;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Tests.Components.Pages.Train;

public sealed class TrainPartsTests : ComponentTest, IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Visit_AfterTrainingsHere_IsTheirPace()
    {
        TrainPersonOrder order = TrainPreset.All[1].ToOrder("demo-faces-128", []);
        JobView job = new(
            Guid.NewGuid(), null, null, JobKind.Train, JobState.Done, "Train", "", 100, 100, null, null, 80, null, null, order, null, DateTime.UtcNow, DateTime.UtcNow);

        (double seconds, bool measured) = TrainingTimes.Visit([job]);

        (seconds, measured).ShouldBe((80.0 / (100 * order.BatchSize), true));
        TrainingTimes.Visit([]).IsMeasured.ShouldBeFalse();
        TrainingTimes.Guess(seconds, 24, 70).ShouldBeGreaterThan(TrainingTimes.Guess(seconds, 8, 70));
    }

    [Fact]
    public void Presets_AreOrdersOfTheirOwn()
    {
        TrainPreset.All.Select(preset => preset.Passes).ShouldBeInOrder();
        TrainPreset.All.Single(preset => preset.Key == "paper").ToOrder("p", []).ShouldBe(
            new TrainPersonOrder("paper", 1000, 1, 3e-4, 1, 40, 2, "p", []), "the paper's schedule");
    }

    [Fact]
    public async Task Generators_AnotherOne_CanBeTakenIntoUse()
    {
        GeneratorEntity used = Generator("Quick"), other = Generator("Standard");
        Guid? chosen = null;
        IRenderedComponent<GeneratorList> list = Render<GeneratorList>(parameters => parameters
            .Add(item => item.Person, used.PersonId).Add(item => item.Generators, [used, other]).Add(item => item.InUse, used.Id)
            .Add(item => item.Use, id => chosen = id));

        list.FindAll("button").Count.ShouldBe(1);
        await ClickAsync(list, "button");

        chosen.ShouldBe(other.Id);
        list.Markup.ShouldContain("perceptual-narrow");
    }

    private static GeneratorEntity Generator(string title) => new()
    {
        PersonId = Guid.Empty,
        Sha256 = new string('c', 64),
        Title = title,
        Prior = "demo-faces-128",
        PerceptualNetwork = "perceptual-narrow",
        ParametersJson = "{}",
        CreatedUtc = DateTime.UtcNow,
    };
}

using System.Text.Json;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Questions;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Tests.Networks;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Tests.Service;

public sealed class OtherWorkTests(TinyStudio studio) : TensorTest, IClassFixture<TinyStudio>
{
    [Fact]
    public async Task Refinement_BringsThePhotoNearer_InACopyOfThePerson()
    {
        string person = await studio.PersonAsync();
        CandidateOutcome inverted = (await studio.OutcomeAsync<ProjectOutcome>(new ProjectOrder
        {
            PersonFolder = person,
            Task = PictureTask.Invert,
            PicturePath = studio.HeldOut[0].Path,
            Steps = 5,
            OutputFolder = studio.Folder("to refine"),
        })).Candidates[0];
        var order = new RefineOrder
        {
            PersonFolder = person,
            PicturePath = studio.HeldOut[0].Path,
            CodePath = inverted.CodePath!,
            Steps = 30,
            OutputFolder = studio.Folder("refined"),
        };
        List<EngineUpdate> told = await studio.RunAsync(order);
        var outcome = (RefineOutcome)((FinishedUpdate)told[^1]).Outcome;
        outcome.LpipsAfter.ShouldBeLessThan(outcome.LpipsBefore);
        told.OfType<FrameUpdate>().Last().Step.ShouldBe(told.OfType<StepUpdate>().Last().Step);
        PersonFolder.Open(outcome.PersonFolder).Manifest.Hyperparameters.Keys.ShouldContain("refinementSteps");
        PersonFolder.Open(person).Manifest.Hyperparameters.Keys.ShouldNotContain("refinementSteps");
        (await Should.ThrowAsync<EngineException>(studio.RunAsync(order with { CodePath = studio.Folder("gone") }))).Message.ShouldContain("gone");
    }

    [Fact]
    public async Task Direction_FromTwoGroups_IsWritten_WithExamplesAlongIt()
    {
        var order = new LearnDirectionOrder
        {
            PersonFolder = await studio.PersonAsync(),
            Name = "mood",
            With = [.. studio.Photos.Take(3)],
            Without = [.. studio.Photos.Skip(3)],
            OutputFolder = studio.Folder("direction"),
        };
        DirectionOutcome outcome = await studio.OutcomeAsync<DirectionOutcome>(order);
        outcome.Cosine.ShouldBe(1, 1e-6, "the anchors span what was learned from them");
        double.IsFinite(outcome.Accuracy).ShouldBeTrue();
        double[] direction = Toolbox.ReadDirection(outcome.Path);
        direction.Length.ShouldBe(TinyStudio.Width);
        RgbImage[] examples = [.. outcome.Examples.Select(path => ImageFile.Read(path))];
        examples.Length.ShouldBe(7);
        examples[0].Pixels.ShouldNotBe(examples[6].Pixels);

        // Along the direction those that have it lie ahead of those that have not.
        EditAnswer? answer = await studio.Service.AskAsync("tab", new EditQuestion
        {
            PersonFolder = order.PersonFolder,
            Sliders = [new SliderSetting("mood", direction, 0.05)],
        }, TestContext.Current.CancellationToken);
        answer!.Carriers.Take(1).Single().Index.ShouldBeLessThan(3);
    }

    [Fact]
    public async Task Direction_OfNothingToLearnFrom_IsRefused()
    {
        var order = new LearnDirectionOrder { PersonFolder = await studio.PersonAsync(), Name = "x", OutputFolder = studio.Folder("no direction") };
        (await Should.ThrowAsync<EngineException>(studio.RunAsync(order))).Message.ShouldContain("both groups");
        (await Should.ThrowAsync<EngineException>(studio.RunAsync(order with { Attribute = "age" }))).Message.ShouldContain("'age'");
        (await Should.ThrowAsync<EngineException>(studio.RunAsync(order with { Attribute = "smile", With = studio.Photos }))).Message.ShouldContain("not from both");
    }

    [Fact]
    public async Task Evaluation_WritesTheReport_AndAnswersQuestionsMeanwhile()
    {
        var order = new EvaluateOrder
        {
            PersonFolder = await studio.PersonAsync(),
            Test = studio.HeldOut,
            Steps = 3,
            Samples = 4,
            OutputFolder = studio.Folder("evaluation"),
        };
        Task<MapAnswer?>? map = null;
        bool answeredBeforeTheEnd = false;
        List<EngineUpdate> told = await studio.RunAsync(order, update =>
        {
            map ??= studio.Service.AskAsync("tab", new MapQuestion { PersonFolder = order.PersonFolder }, TestContext.Current.CancellationToken);
            answeredBeforeTheEnd |= update is not FinishedUpdate && map.IsCompleted;
        });
        answeredBeforeTheEnd.ShouldBeTrue();
        told.OfType<PhaseUpdate>().Last(phase => phase.Total > 0).ShouldSatisfyAllConditions(
            phase => phase.Done.ShouldBe(phase.Total), phase => phase.Total.ShouldBe(7 * 3));
        string path = ((EvaluateOutcome)((FinishedUpdate)told[^1]).Outcome).ReportPath;
        using JsonDocument report = JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        report.RootElement.GetProperty("person").GetString().ShouldBe("Tiny");
        report.RootElement.GetProperty("projections").GetArrayLength().ShouldBe(7);
        report.RootElement.GetProperty("projections")[0].GetProperty("space").GetString().ShouldBe("alpha-plus");
        report.RootElement.GetProperty("synthesisIdentity").GetProperty("after").GetDouble().ShouldBeInRange(-1, 1);
    }

    [Fact]
    public async Task Restoration_SaysWhatItUndid_AndSeedsGiveOtherAnswers()
    {
        var order = new ProjectOrder
        {
            PersonFolder = await studio.PersonAsync(),
            Task = PictureTask.Restore,
            PicturePath = studio.Photos[1].Path,
            Degradation = "blur:1,gray",
            Betas = [0.02, null],
            Seeds = [0, 7],
            Steps = 5,
            OutputFolder = studio.Folder("restored"),
        };
        ProjectOutcome outcome = await studio.OutcomeAsync<ProjectOutcome>(order);
        outcome.Degradation.ShouldBe("blur:1,gray");
        outcome.Candidates.Select(candidate => (candidate.AllowedBeta, candidate.Seed)).ShouldBe([(0.02, 0UL), (0.02, 7UL), (null, 0UL), (null, 7UL)]);
        outcome.Candidates.Select(candidate => Convert.ToHexString(ImageFile.Read(candidate.RenderingPath).Pixels)).Distinct().Count().ShouldBe(4);
        string? estimated = (await studio.OutcomeAsync<ProjectOutcome>(order with { Degradation = "blur,noise:4", Betas = [0.02], Seeds = [0] })).Degradation;
        estimated.ShouldNotBeNull();
        estimated.ShouldContain("noise:4");
        Engine.Restoration.DegradationSpec.Parse(estimated).IsOpen.ShouldBeFalse();
        (await Should.ThrowAsync<EngineException>(studio.RunAsync(order with { Degradation = "smudge" }))).Message.ShouldContain("smudge");
    }
}

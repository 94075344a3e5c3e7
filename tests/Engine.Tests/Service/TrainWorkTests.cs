using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Models;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Tests.Networks;
using MyStyle.Engine.Tuning;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Tests.Service;

public sealed class TrainWorkTests(TinyStudio studio) : TensorTest, IClassFixture<TinyStudio>
{
    [Fact]
    public async Task Training_TellsWhatItDoes_AndMakesAPerson()
    {
        TrainOrder order = studio.Training("told");
        List<EngineUpdate> told = await studio.RunAsync(order);

        told.OfType<WallUpdate>().Select(wall => wall.Name).ShouldBe(["photo 1", "photo 3", "photo 5"]);
        told.OfType<WallUpdate>().ShouldAllBe(wall => wall.Photo.Width == TinyStudio.Side && !wall.Photo.Bytes.SequenceEqual(wall.Before.Bytes));
        told.OfType<StepUpdate>().Last().ShouldSatisfyAllConditions(
            step => step.Step.ShouldBe(12), step => step.TotalSteps.ShouldBe(12), step => step.Pass.ShouldBe(4));
        told.OfType<CheckpointUpdate>().Select(checkpoint => checkpoint.Step).ShouldBe([6]);
        foreach (int place in Enumerable.Range(0, 3))
        {
            FrameUpdate last = told.OfType<FrameUpdate>().Last(frame => frame.Place == place);
            last.Step.ShouldBe(12);
            last.Lpips.ShouldNotBeNull();
        }

        ProbeUpdate[] probes = [.. told.OfType<ProbeUpdate>()];
        probes[0].Step.ShouldBe(0);
        probes[^1].Step.ShouldBe(12);
        probes[^1].Lpips.ShouldBeLessThan(probes[0].Lpips);
        probes.ShouldAllBe(probe => probe.HeldOutLpips > 0 && probe.Identity != null);

        TrainOutcome outcome = told[^1].ShouldBeOfType<FinishedUpdate>().Outcome.ShouldBeOfType<TrainOutcome>();
        outcome.LpipsAfter.ShouldBeLessThan(outcome.LpipsBefore);
        outcome.PersonFolder.ShouldBe(Path.Combine(order.OutputFolder, "person"));
        PersonFolder.Open(outcome.PersonFolder).Manifest.Photos.Select(photo => photo.Name).ShouldBe(studio.Photos.Select(photo => photo.Name));
        Training.HasCheckpoint(order.CheckpointFolder).ShouldBeFalse();
    }

    [Fact]
    public async Task Training_CancelledAndContinuedByAnotherEngine_EqualsAnUninterruptedOne_BitForBit()
    {
        TrainOrder whole = studio.Training("whole") with { Passes = 40 }, parts = studio.Training("parts") with { Passes = 40 };
        await studio.RunAsync(whole);
        long kept = 0;
        for (int run = 0; run < 2; run++)
        {
            using var source = new CancellationTokenSource();
            await using EngineService engine = studio.NewService();
            await Should.ThrowAsync<OperationCanceledException>(studio.RunAsync(
                parts,
                update =>
                {
                    if (update is StepUpdate step && step.Step > kept)
                    {
                        source.Cancel();
                    }
                    else if (update is CheckpointUpdate checkpoint && source.IsCancellationRequested)
                    {
                        kept = checkpoint.Step;
                    }
                },
                engine,
                source));
            Training.HasCheckpoint(parts.CheckpointFolder).ShouldBeTrue();
            Directory.Exists(Path.Combine(parts.OutputFolder, "person")).ShouldBeFalse();
        }

        await studio.RunAsync(parts);
        Person expected = PersonFolder.Open(Path.Combine(whole.OutputFolder, "person")), actual = PersonFolder.Open(Path.Combine(parts.OutputFolder, "person"));
        foreach ((string name, Engine.Weights.StoredTensor tensor) in expected.Generator.Tensors)
        {
            actual.Generator.Tensors[name].ToFloats().ShouldBe(tensor.ToFloats(), name);
        }

        actual.Manifest.After.ShouldBe(expected.Manifest.After);
    }

    [Fact]
    public async Task Training_WhereTheEngineEnds_KeepsACheckpoint()
    {
        TrainOrder order = studio.Training("ended") with { Passes = 1000 };
        EngineService engine = studio.NewService();
        Task? ending = null;
        await Should.ThrowAsync<OperationCanceledException>(studio.RunAsync(
            order,
            update =>
            {
                if (update is StepUpdate)
                {
                    ending ??= engine.DisposeAsync().AsTask();
                }
            },
            engine));
        await ending!;
        Training.HasCheckpoint(order.CheckpointFolder).ShouldBeTrue();
    }

    [Fact]
    public async Task Training_WithoutAnEncoder_FindsAnchorsStepByStep()
    {
        List<EngineUpdate> told = await studio.RunAsync(studio.Training("optimised") with { Encoder = Training.NoEncoder });
        told.OfType<PhaseUpdate>().ShouldContain(phase => phase.Text == "Finding anchors" && phase.Done == studio.Photos.Count);
        ((TrainOutcome)((FinishedUpdate)told[^1]).Outcome).LpipsAfter.ShouldBeLessThan(((TrainOutcome)((FinishedUpdate)told[^1]).Outcome).LpipsBefore);
    }

    [Fact]
    public void Tuning_OfAPriorThatAnchorsWereOptimisedOn_LeavesNothingOfItBehind()
    {
        using var toolbox = new Toolbox(new ModelDirectories(Repository.Asset("models"), [Path.GetTempPath()]), EngineDevice.Cpu);
        using StyleGenerator generator = toolbox.LoadPrior(studio.Prior).Generator;
        RgbImage[] photos = [.. studio.Photos.Select(photo => ImageFile.Read(photo.Path))];
        var random = new PortableRandom(1);
        RowMatrix anchors = new(photos.Length, TinyStudio.Width, [.. Enumerable.Range(0, photos.Length * TinyStudio.Width).Select(_ => random.NextBell())]);

        // Projections keep what depends on the weights alone; once the weights move it must not be used any more.
        generator.Synthesis.Freeze();
        using (var session = new TuningSession(
            generator, anchors, photos, new ReconstructionLoss(toolbox.Perceptual), new TuningOptions { Passes = 20, LearningRate = 0.05 }))
        {
            while (!session.IsFinished)
            {
                session.Step();
            }
        }

        RowMatrix[] codes = [RowMatrix.Repeat(anchors.Row(0), generator.Architecture.LayerCount)];
        using var reloaded = new StyleGenerator(generator.ToWeights(), TorchSharp.torch.CPU);
        PersonalPrior.Render(generator, codes)[0].Pixels.ShouldBe(PersonalPrior.Render(reloaded, codes)[0].Pixels);
    }

    [Fact]
    public async Task Training_OfWhatDoesNotFit_SaysSo_AndTheEngineGoesOn()
    {
        TrainOrder order = studio.Training("wrong");
        (await Should.ThrowAsync<EngineException>(studio.RunAsync(order with { Photos = [order.Photos[0]] }))).Message.ShouldContain("at least 2");
        (await Should.ThrowAsync<EngineException>(studio.RunAsync(order with { Prior = "nobody" }))).Message.ShouldContain("nobody");
        (await Should.ThrowAsync<EngineException>(studio.RunAsync(order with { Photos = [.. order.Photos, new PhotoFile("gone", studio.Folder("gone.png"))] })))
            .Message.ShouldContain("gone");
        (await studio.Service.FactsAsync(TestContext.Current.CancellationToken)).Device.ShouldBe("cpu");
    }
}

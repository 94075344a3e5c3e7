using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Questions;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Tests.Networks;

namespace MyStyle.Engine.Tests.Service;

public sealed class ProjectWorkTests(TinyStudio studio) : TensorTest, IClassFixture<TinyStudio>
{
    [Fact]
    public async Task Inversion_DeliversEveryCandidate_InOrder_UnboundedAndUntunedToo()
    {
        ProjectOrder order = (await Order(PictureTask.Invert)) with
        {
            Betas = [0, null, 0.05],
            CompareWithPrior = true,
            Steps = 10,
        };
        List<EngineUpdate> told = await studio.RunAsync(order);
        var outcome = (ProjectOutcome)((FinishedUpdate)told[^1]).Outcome;

        outcome.Candidates.Select(candidate => candidate.AllowedBeta).ShouldBe([0, null, 0.05, null]);
        outcome.Candidates.Select(candidate => candidate.IsUntunedPrior).ShouldBe([false, false, false, true]);
        outcome.Candidates[0].EffectiveBeta!.Value.ShouldBe(0, 1e-6);
        outcome.Candidates[2].EffectiveBeta!.Value.ShouldBeLessThanOrEqualTo(0.05 + 1e-6);
        outcome.Candidates[3].EffectiveBeta.ShouldBeNull();
        outcome.Candidates.ShouldAllBe(candidate => File.Exists(candidate.PicturePath) && File.Exists(candidate.RenderingPath));
        outcome.Candidates.Select(candidate => candidate.CodePath is not null && File.Exists(candidate.CodePath)).ShouldBe([true, true, true, false]);
        outcome.Candidates[0].Carriers.Select(share => share.Alpha).ShouldBeInOrder(SortDirection.Descending);
        outcome.Candidates[0].Carriers.Count.ShouldBe(6);

        told.OfType<StepUpdate>().Last().Step.ShouldBe(10);
        FrameUpdate[] last = [.. Enumerable.Range(0, 4).Select(place => told.OfType<FrameUpdate>().Last(frame => frame.Place == place))];
        last.ShouldAllBe(frame => frame.Step == 10 && frame.Picture.Width == TinyStudio.Side);
        last.Select(frame => frame.Name).ShouldBe(["beta 0", "unbounded", "beta 0.05", "untuned prior"]);
        last[2].Carriers.Count.ShouldBe(6);
        last[3].Carriers.ShouldBeEmpty();

        // A kept code renders the picture that is kept beside it.
        PointAnswer? point = await studio.Service.AskAsync("tab", new PointQuestion
        {
            PersonFolder = order.PersonFolder,
            CodePath = outcome.Candidates[0].CodePath,
            Size = new FrameSize(Lossless: true),
        }, TestContext.Current.CancellationToken);
        RgbImage again = Read(point!.Frame.Bytes), kept = ImageFile.Read(outcome.Candidates[0].RenderingPath);
        again.Pixels.Zip(kept.Pixels, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Inpainting_ChangesTheHoleOnly()
    {
        var mask = new Mask(TinyStudio.Side, TinyStudio.Side);
        for (int i = 20; i < 30; i++)
        {
            mask.Values[i] = 255;
        }

        string path = studio.Folder("mask.png");
        ImageWriter.WritePng(path, mask);
        ProjectOrder order = (await Order(PictureTask.Inpaint)) with { MaskPath = path, Blend = "copy" };
        CandidateOutcome candidate = (await studio.OutcomeAsync<ProjectOutcome>(order)).Candidates.ShouldHaveSingleItem();
        RgbImage before = ImageFile.Read(order.PicturePath), after = ImageFile.Read(candidate.PicturePath);
        for (int i = 0; i < mask.Values.Length; i++)
        {
            (mask.Values[i] > 0 || before.Pixels.AsSpan(3 * i, 3).SequenceEqual(after.Pixels.AsSpan(3 * i, 3))).ShouldBeTrue();
        }

        after.Pixels.ShouldNotBe(before.Pixels);
    }

    [Fact]
    public async Task Enlargement_GivesTheGeneratorsSize()
    {
        string path = studio.Folder("small.png");
        ImageWriter.WritePng(path, Resampler.BoxReduce(ImageFile.Read(studio.Photos[0].Path), 2));
        ProjectOrder order = (await Order(PictureTask.Upscale)) with { PicturePath = path };
        CandidateOutcome candidate = (await studio.OutcomeAsync<ProjectOutcome>(order)).Candidates.ShouldHaveSingleItem();
        ImageFile.Read(candidate.PicturePath).Width.ShouldBe(TinyStudio.Side);
    }

    [Fact]
    public async Task Projection_DuringATraining_RunsBetweenItsSteps_AndQuestionsAreAnswered()
    {
        ProjectOrder order = await Order(PictureTask.Invert);
        TrainOrder training = studio.Training("beside") with { Passes = 1000 };
        using var source = new CancellationTokenSource();
        Task<List<EngineUpdate>>? projection = null;
        Task<MapAnswer?>? map = null;
        await Should.ThrowAsync<OperationCanceledException>(studio.RunAsync(
            training,
            update =>
            {
                if (update is StepUpdate)
                {
                    projection ??= studio.RunAsync(order);
                    map ??= studio.Service.AskAsync("tab", new MapQuestion { PersonFolder = order.PersonFolder }, TestContext.Current.CancellationToken);
                    if (projection.IsCompleted && map.IsCompleted)
                    {
                        source.Cancel();
                    }
                }
            },
            source: source));
        (await projection!)[^1].ShouldBeOfType<FinishedUpdate>();
        (await map!)!.Names.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Projection_OfWhatDoesNotFit_SaysSo()
    {
        ProjectOrder order = await Order(PictureTask.Upscale);
        (await Should.ThrowAsync<EngineException>(studio.RunAsync(order))).Message.ShouldContain("less than 8 px");
        (await Should.ThrowAsync<EngineException>(studio.RunAsync(order with { Task = PictureTask.Inpaint }))).Message.ShouldContain("Paint");
        (await Should.ThrowAsync<EngineException>(studio.RunAsync(order with { Task = PictureTask.Invert, Betas = [-1] }))).Message.ShouldContain("from 0 up");
        (await Should.ThrowAsync<EngineException>(studio.RunAsync(order with { PersonFolder = studio.Folder("nobody") }))).Message.ShouldContain("no person");
    }

    private static RgbImage Read(byte[] bytes)
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, bytes);
        RgbImage image = ImageFile.Read(path);
        File.Delete(path);
        return image;
    }

    private async Task<ProjectOrder> Order(PictureTask task) => new()
    {
        PersonFolder = await studio.PersonAsync(),
        Task = task,
        PicturePath = studio.Photos[2].Path,
        Steps = 6,
        OutputFolder = studio.Folder($"results {Guid.NewGuid():N}"),
    };
}

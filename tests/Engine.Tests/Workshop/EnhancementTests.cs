using MyStyle.Engine.Imaging;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Tests.Faces;
using MyStyle.Engine.Tests.Networks;
using MyStyle.Engine.Tests.Restoration;
using MyStyle.Engine.Tuning;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Tests.Workshop;

public sealed class EnhancementTests(DemoPerson person) : TensorTest, IClassFixture<DemoPerson>
{
    private ReconstructionLoss Loss => new(person.Toolbox.Perceptual);

    [Fact]
    public void Invert_AtSeveralBetas_StaysWithinEach()
    {
        var enhancement = new Enhancement(person.Prior, Loss, person.Faces, new ProjectionOptions { Steps = 8, LearningRate = 0.1 }, [0, 0.02, 0.2]);
        using EnhancementRun run = enhancement.Invert(person.Photos[0]);
        var steps = new List<long>();
        IReadOnlyList<EnhancementResult> results = run.ToEnd(new Relay(step => steps.Add(step.Step)), TestContext.Current.CancellationToken);
        steps.ShouldBe(Enumerable.Range(1, 8).Select(i => (long)i));
        results.Select(result => result.AllowedBeta).ShouldBe([0, 0.02, 0.2]);
        results.ShouldAllBe(result => result.EffectiveBeta <= result.AllowedBeta + 1e-6 && result.Blended == null && result.Identity > 0.8);
        results[2].EffectiveBeta!.Value.ShouldBeGreaterThan(results[1].EffectiveBeta!.Value);
        results[2].Projection.Image.Pixels.ShouldNotBe(results[0].Projection.Image.Pixels);
        results[0].NearestPhoto!.ShouldStartWith("photo_");
        results.ShouldAllBe(result => !result.Verdict!.Value.ProbablySomebodyElse);
    }

    [Fact]
    public void Invert_SomebodyElse_IsSuspected()
    {
        RgbImage other = new PhotoPreparation(person.Faces, 128).Prepare(FaceFixture.Sample("other_001.jpg"), "other").Image;
        using EnhancementRun run = new Enhancement(person.Prior, Loss, person.Faces, new ProjectionOptions { Steps = 1 }).Invert(other);
        run.ToEnd(cancellation: TestContext.Current.CancellationToken)[0].Verdict!.Value.ProbablySomebodyElse.ShouldBeTrue();
    }

    [Fact]
    public void Inpaint_WhatTheHoleHolds_DoesNotMatter()
    {
        Mask hole = Pictures.MakeMask(128, 128, (x, y) => x is > 40 and < 90 && y is > 70 and < 100);
        RgbImage damaged = Blend.Into(new RgbImage(128, 128), person.Photos[1], hole, BlendMode.Copy);
        RgbImage[] filled = [.. ((RgbImage[])[person.Photos[1], damaged]).Select(picture =>
        {
            using EnhancementRun run = new Enhancement(person.Prior, Loss, person.Faces, new ProjectionOptions { Steps = 2 })
                .Inpaint(picture, hole, BlendMode.Copy);
            return run.ToEnd(cancellation: TestContext.Current.CancellationToken)[0].Image;
        })];
        filled[0].Pixels.ShouldBe(filled[1].Pixels);
        for (int i = 0; i < filled[0].Pixels.Length; i++)
        {
            (hole.Values[i / 3] > 0 || filled[0].Pixels[i] == person.Photos[1].Pixels[i]).ShouldBeTrue();
        }
    }

    [Fact]
    public void ToEnd_Cancelled_StopsBetweenSteps()
    {
        using var source = new CancellationTokenSource();
        using EnhancementRun run = new Enhancement(person.Prior, Loss, null, new ProjectionOptions { Steps = 50 }).Invert(person.Photos[0]);
        Should.Throw<OperationCanceledException>(() => run.ToEnd(new Relay(_ => source.Cancel()), source.Token));
        run.StepsTaken.ShouldBe(1);
        run.Preview().Count.ShouldBe(1);
        run.Results()[0].Identity.ShouldBeNull();
    }

    [Fact]
    public void Refine_MovesACopy_UntilThePhotoIsMatched()
    {
        RgbImage before = person.Prior.Render([person.AnchorCode(0).Code])[0];
        using var refinement = new Refinement(
            person.Prior, person.Photos[0], person.AnchorCode(0), Loss, new RefinementOptions { Steps = 50, StopAt = 0.05 });
        TuningStep first = refinement.Step(), last = first;
        while (!refinement.IsFinished)
        {
            last = refinement.Step();
        }

        first.Lpips.ShouldBeGreaterThan(0.05, "there must be something to do");
        last.Lpips.ShouldBeLessThanOrEqualTo(0.05);
        last.Step.ShouldBeLessThan(50);
        refinement.Render().Pixels.ShouldNotBe(before.Pixels);
        person.Prior.Render([person.AnchorCode(0).Code])[0].Pixels.ShouldBe(before.Pixels);
        using var refined = new PersonalPrior(refinement.Finish(), person.Prior.Generator.Device);
        refined.Render([person.AnchorCode(0).Code])[0].Pixels.ShouldBe(refinement.Render().Pixels);
    }

    private sealed class Relay(Action<ProjectionStep> hear) : IProgress<ProjectionStep>
    {
        public void Report(ProjectionStep value) => hear(value);
    }
}

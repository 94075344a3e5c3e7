using MyStyle.Engine.Imaging;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Runtime;
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
    public void Restore_AGreyBlurredPhoto_GivesColourBack()
    {
        DegradationSpec spec = DegradationSpec.Parse("blur:2,gray,jpeg:50");
        RgbImage degraded = spec.Apply(person.Photos[2]);
        var enhancement = new Enhancement(person.Prior, Loss, person.Faces, new ProjectionOptions { Steps = 12, LearningRate = 0.1 });
        using EnhancementRun run = enhancement.Restore(degraded, spec);
        double before = run.Step().Lpips[0];
        EnhancementResult result = run.ToEnd(cancellation: TestContext.Current.CancellationToken)[0];
        result.Projection.Lpips.ShouldBeLessThan(before);
        result.Blended.ShouldBeNull();
        DegradationEstimator.IsGrey(degraded).ShouldBeTrue();
        DegradationEstimator.IsGrey(result.Image).ShouldBeFalse();
        result.Identity!.Value.ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public void BlurSearch_UnderNoise_SeesMoreThanThePictureAloneShows()
    {
        RgbImage degraded = DegradationSpec.Parse("blur:3,noise:12").Apply(person.Photos[1]);
        DegradationSpec open = DegradationSpec.Parse("blur,noise:12");
        double alone = DegradationEstimator.Estimate(degraded, open).Spec.Find(DegradationKind.Blur)?.Strength ?? 0;
        using var search = new BlurSearch(person.Prior, Loss, degraded, open);
        double found = search.ToEnd(cancellation: TestContext.Current.CancellationToken).Find(DegradationKind.Blur)!.Strength!.Value;
        found.ShouldBe(3, 0.75);
        Math.Abs(found - 3).ShouldBeLessThan(Math.Abs(alone - 3));
    }

    [Fact]
    public void Restore_ASmallPhotoBeforeItsOwnBackground_KeepsItsBorder()
    {
        DegradationSpec spec = DegradationSpec.Parse("noise:10");
        RgbImage small = spec.Apply(Resampler.BoxReduce(person.Photos[3], 2));
        Mask hole = Pictures.MakeMask(64, 64, (x, y) => x is > 24 and < 40 && y is > 40 and < 50);
        var enhancement = new Enhancement(person.Prior, Loss, person.Faces, new ProjectionOptions { Steps = 2 });
        using EnhancementRun run = enhancement.Restore(small, spec, hole, keepBackground: true);
        EnhancementResult result = run.ToEnd(cancellation: TestContext.Current.CancellationToken)[0];
        result.Blended!.Row(0)[..30].ToArray().ShouldBe(Resampler.Resize(small, 128, 128).Row(0)[..30].ToArray());
        result.Blended.Pixels.ShouldNotBe(result.Projection.Image.Pixels);
        Should.Throw<EngineException>(() => enhancement.Restore(small, DegradationSpec.Parse("blur"))).Message.ShouldContain("blur");
    }

    [Fact]
    public void Inpaint_SeveralSeedsAndBetasInOneRun_FindsDifferentAnswers()
    {
        Mask hole = Pictures.MakeMask(128, 128, (x, y) => x is > 40 and < 90 && y is > 70 and < 100);
        var options = new ProjectionOptions { Steps = 10, LearningRate = 0.05 };
        IReadOnlyList<EnhancementResult> Fill(double[]? betas, ulong[]? seeds)
        {
            using EnhancementRun run = new Enhancement(person.Prior, Loss, person.Faces, options, betas, seeds)
                .Inpaint(person.Photos[1], hole, BlendMode.Copy);
            return run.ToEnd(cancellation: TestContext.Current.CancellationToken);
        }

        IReadOnlyList<EnhancementResult> candidates = Fill([0.02, 0.02, 0.02, 0.1], [0, 1, 2, 2]), plain = Fill(null, null), again = Fill(null, [2]);
        candidates.Select(result => result.Projection.Seed).ShouldBe([0ul, 1, 2, 2]);
        candidates.Select(result => result.AllowedBeta).ShouldBe([0.02, 0.02, 0.02, 0.1]);
        candidates.ShouldAllBe(result => result.EffectiveBeta <= result.AllowedBeta + 1e-6);
        Distance(candidates[0], plain[0]).ShouldBeLessThan(0.4, "seed 0 is the plain answer");
        Distance(candidates[2], again[0]).ShouldBeLessThan(0.4, "a seed is the same candidate in every run");
        Distance(candidates[0], candidates[1]).ShouldBeGreaterThan(0.8);
        Distance(candidates[1], candidates[2]).ShouldBeGreaterThan(0.8);
        Should.Throw<ArgumentException>(() => Fill([0.02], [1, 2]));
        options = options with { Space = LatentSpace.WPlus };
        Should.Throw<EngineException>(() => Fill(null, [1])).Message.ShouldContain("alpha");

        double Distance(EnhancementResult a, EnhancementResult b) => Enumerable.Range(0, a.Image.Pixels.Length)
            .Where(i => hole.Values[i / 3] > 0).Average(i => Math.Abs(a.Image.Pixels[i] - b.Image.Pixels[i]));
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

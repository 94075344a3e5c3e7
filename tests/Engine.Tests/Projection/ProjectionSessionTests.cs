using MyStyle.Engine.Hull;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Tests.Networks;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Projection;

public class ProjectionSessionTests : TensorTest
{
    public static TheoryData<string> ReferenceRuns =>
        ["invert_beta0.03_plus", "invert_beta0_w", "invert_unbounded_plus", "inpaint_beta0.02_plus", "sr_beta0.05_plus"];

    [Theory]
    [MemberData(nameof(ReferenceRuns))]
    public void ReferenceSettings_FollowTheOfficialTrajectory(string run)
    {
        var settings = TinyReference.Trajectories.GetProperty(run);
        ProjectionOptions options = ProjectionOptions.Reference with
        {
            Beta = settings.GetProperty("beta").ValueKind == System.Text.Json.JsonValueKind.Null ? null : settings.GetProperty("beta").GetDouble(),
            Space = settings.GetProperty("is_wplus").GetBoolean() ? LatentSpace.AlphaPlus : LatentSpace.Alpha,
            Steps = settings.GetProperty("steps").GetInt32(),
            OffsetLayerShare = 1, // the official code's 12 rows cover all 10 of this generator
        };
        IDegradation degradation = run.StartsWith("inpaint", StringComparison.Ordinal)
                ? new MaskDegradation(TinyReference.Tensors.Tensors["mask"].ToTensor(CPU).unsqueeze(0))
            : run.StartsWith("sr", StringComparison.Ordinal) ? new AreaDegradation(32, 32)
            : new NoDegradation();

        using StyleGenerator generator = TinyReference.Generator();
        Tensor input = degradation.Apply(TinyReference.Picture("ex_ref").ToTensor(CPU));
        using var session = new ProjectionSession(
            generator, new AnchorHull(TinyReference.Anchors), input, degradation, TinyReference.Loss(), options);
        double[] reconstruction = TinyReference.Series(run, "recon_loss"), penalty = TinyReference.Series(run, "reg_loss");
        for (int i = 0; !session.IsFinished; i++)
        {
            ProjectionStep step = session.Step();
            double tolerance = i < 10 ? 1e-3 : 1e-2;
            (step.Lpips[0] + step.L2[0]).ShouldBe((float)reconstruction[i], reconstruction[i] * tolerance, $"step {i}");
            // The penalty swings around its small minimum, which multiplies rounding differences as the run goes on.
            ((double)step.Penalty[0]).ShouldBe(penalty[i], i < 10 ? (Math.Abs(penalty[i]) * 1e-3) + 1e-3 : 0.03, $"step {i}");
        }

        ProjectionResult result = session.Results()[0];
        double[] expected = [.. TinyReference.Matrix($"{run}.alpha").Values];
        for (int i = 0; i < expected.Length; i++)
        {
            result.Alpha!.Values[i].ShouldBe(expected[i], 5e-3);
        }
    }

    [Fact]
    public void DefaultSettings_StayInsideTheDilatedHull()
    {
        using StyleGenerator generator = TinyReference.Generator();
        using var session = new ProjectionSession(
            generator, new AnchorHull(TinyReference.Anchors), TinyReference.Picture("ex_ref").ToTensor(CPU), new NoDegradation(),
            TinyReference.Loss(), new ProjectionOptions { Steps = 30, Beta = 0.02, LearningRate = 0.05 });
        while (!session.IsFinished)
        {
            session.Step();
        }

        ProjectionResult result = session.Results()[0];
        result.Dilation!.Effective.ShouldBeLessThanOrEqualTo(0.02 + 1e-6);
        for (int layer = 0; layer < result.Alpha!.Rows; layer++)
        {
            result.Alpha.Row(layer).ToArray().Sum().ShouldBe(1, 1e-5);
        }
    }

    [Fact]
    public void SeveralPictures_DoNotInfluenceEachOther()
    {
        using StyleGenerator generator = TinyReference.Generator();
        Tensor first = TinyReference.Picture("ex_ref").ToTensor(CPU), second = TinyReference.Picture("ex_p0").ToTensor(CPU);
        ProjectionResult[] together = Run(cat([first, second], 0), [0.0, 0.05]);
        ProjectionResult[] alone = [Run(first, [0.0])[0], Run(second, [0.05])[0]];
        for (int i = 0; i < 2; i++)
        {
            together[i].Lpips.ShouldBe(alone[i].Lpips, 1e-3);
            together[i].Dilation!.Allowed.ShouldBe(alone[i].Dilation!.Allowed, 1e-9);
        }

        ProjectionResult[] Run(Tensor inputs, double[] betas)
        {
            using var session = new ProjectionSession(
                generator, new AnchorHull(TinyReference.Anchors), inputs, new NoDegradation(), TinyReference.Loss(),
                new ProjectionOptions { Steps = 15 }, betas);
            while (!session.IsFinished)
            {
                session.Step();
            }

            return [.. session.Results()];
        }
    }

    [Theory]
    [InlineData(LatentSpace.W)]
    [InlineData(LatentSpace.WPlus)]
    public void FreeSpaces_ComeCloser_AndReportNoHull(LatentSpace space)
    {
        using StyleGenerator generator = TinyReference.Generator();
        using var session = new ProjectionSession(
            generator, new AnchorHull(TinyReference.Anchors), TinyReference.Picture("ex_ref").ToTensor(CPU), new NoDegradation(),
            TinyReference.Loss(), new ProjectionOptions { Steps = 25, Space = space, LearningRate = 0.05 });
        double first = session.Step().Lpips[0];
        while (!session.IsFinished)
        {
            session.Step();
        }

        ProjectionResult result = session.Results()[0];
        result.Lpips.ShouldBeLessThan(first);
        result.Alpha.ShouldBeNull();
        result.Dilation.ShouldBeNull();
    }

    [Fact]
    public void TinyInput_SmallerThanThePerceptualNetwork_IsComparedAllTheSame()
    {
        using StyleGenerator generator = TinyReference.Generator();
        var degradation = new AreaDegradation(8, 8);
        using var session = new ProjectionSession(
            generator, new AnchorHull(TinyReference.Anchors), degradation.Apply(TinyReference.Picture("ex_ref").ToTensor(CPU)), degradation,
            TinyReference.Loss(), new ProjectionOptions { Steps = 2 });
        float.IsFinite(session.Step().Lpips[0]).ShouldBeTrue();
    }
}

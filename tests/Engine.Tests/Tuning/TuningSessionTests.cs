using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Tests.Networks;
using MyStyle.Engine.Tuning;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Tuning;

public class TuningSessionTests : TensorTest
{
    [Fact]
    public void ReferenceSettings_FollowTheOfficialTrajectory()
    {
        using StyleGenerator generator = TinyReference.Generator();
        using TuningSession session = Session(generator, TuningOptions.Reference with { Passes = 8 });
        double[] expected = TinyReference.Series("tuning", "per_update_loss");
        for (int i = 0; i < expected.Length; i++)
        {
            session.Step().Loss.ShouldBe(expected[i], Math.Abs(expected[i]) * 1e-3, $"update {i}");
        }

        session.IsFinished.ShouldBeTrue();
        foreach ((string name, Tensor actual) in generator.Parameters.Views)
        {
            Tensor tuned = TinyReference.Tensors.Tensors["tuned." + name["synthesis.".Length..]].ToTensor(CPU);
            TensorAssert.MaxDifference(actual, tuned).ShouldBeLessThan(2e-3, name);
        }
    }

    [Fact]
    public void Step_ManyTimes_LeavesNoTensorBehind()
    {
        using StyleGenerator generator = TinyReference.Generator();
        using TuningSession session = Session(generator, new TuningOptions { Passes = 1000, BatchSize = 2 });
        long after10 = 0;
        for (int i = 0; i < 1000; i++)
        {
            session.Step();
            if (i == 9)
            {
                after10 = Tensor.TotalCount;
            }
        }

        // Networks that other tests left to the collector may go meanwhile; a leak would add one a step at least.
        Tensor.TotalCount.ShouldBeLessThanOrEqualTo(after10);
    }

    [Fact]
    public void Resume_FromACheckpoint_EqualsTheUninterruptedRun_BitForBit()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        var run = new Dictionary<string, string> { ["prior"] = "tiny" };
        var options = new TuningOptions { Passes = 6, BatchSize = 2, Seed = 7 };
        try
        {
            using StyleGenerator whole = TinyReference.Generator();
            using (TuningSession session = Session(whole, options))
            {
                Finish(session);
            }

            using (StyleGenerator first = TinyReference.Generator())
            using (TuningSession session = Session(first, options))
            {
                for (int i = 0; i < 5; i++)
                {
                    session.Step();
                }

                TuningCheckpoint.Save(path, session, run);
            }

            using StyleGenerator second = TinyReference.Generator();
            using (TuningSession session = Session(second, options))
            {
                TuningCheckpoint.Restore(path, session, run);
                session.StepsTaken.ShouldBe(5);
                Finish(session);
            }

            second.Parameters.Values.equal(whole.Parameters.Values).all().item<bool>().ShouldBeTrue();

            using StyleGenerator other = TinyReference.Generator();
            using TuningSession different = Session(other, options);
            Should.Throw<EngineException>(() => TuningCheckpoint.Restore(path, different, new Dictionary<string, string> { ["prior"] = "ffhq" }))
                .Message.ShouldContain("another prior");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Finish(TuningSession session)
    {
        while (!session.IsFinished)
        {
            session.Step();
        }
    }

    internal static TuningSession Session(StyleGenerator generator, TuningOptions options)
    {
        RowMatrix anchors = TinyReference.Anchors;
        RgbImage[] photos = [.. ((string[])["ex_ref", "ex_p0", "ex_p1"]).Select(TinyReference.Picture)];
        var chosen = RowMatrix.FromRows([anchors.Row(0).ToArray(), anchors.Row(1).ToArray(), anchors.Row(2).ToArray()]);
        return new TuningSession(generator, chosen, photos, TinyReference.Loss(), options);
    }
}

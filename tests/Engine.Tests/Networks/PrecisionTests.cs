using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.Perceptual;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Tuning;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Networks;

/// <summary>What bfloat16 may cost. TF32 needs a CUDA device; here it must change nothing.</summary>
public class PrecisionTests : TensorTest
{
    [Fact]
    public void Render_InBFloat16_IsClose_AndTf32OnTheCpuIsEqual()
    {
        GeneratorWeights weights = Demo();
        using var exact = new StyleGenerator(weights, CPU);
        using var tf32 = new StyleGenerator(weights, CPU, Precision.Tf32);
        using var narrow = new StyleGenerator(weights, CPU, Precision.BFloat16);
        using IDisposable noGrad = no_grad();
        Tensor ws = exact.Broadcast(exact.Mapping!.Forward(randn(2, 512, generator: new Generator(4))));
        Tensor expected = exact.Synthesis.Forward(ws);
        TensorAssert.MaxDifference(tf32.Synthesis.Forward(ws), expected).ShouldBe(0);

        Tensor actual = narrow.Synthesis.Forward(ws);
        actual.dtype.ShouldBe(ScalarType.Float32);
        TensorAssert.MaxDifference(actual, expected).ShouldBeGreaterThan(0, "it must really compute otherwise");
        (actual - expected).abs().mean().item<float>().ShouldBeLessThan(0.5f / 127.5f, "half a level on average");

        var perceptual = PerceptualNetwork.Load(Safetensors.Read(Repository.Asset("models", "perceptual_narrow.safetensors")), CPU);
        perceptual.Distance(actual, perceptual.Encode(expected)).max().item<float>().ShouldBeLessThan(0.002f);
    }

    [Fact]
    public void Tuning_InBFloat16_ReachesTheDistanceOfSinglePrecision()
    {
        double exact = Tune(Precision.Float32);
        Tune(Precision.BFloat16).ShouldBe(exact, 0.02 * exact);
    }

    private static GeneratorWeights Demo() =>
        GeneratorWeights.From(Safetensors.Read(Repository.Asset("models", "demo-faces-128.safetensors")));

    /// <summary>Mean distance of three photos after thirty passes.</summary>
    private static double Tune(Precision precision)
    {
        GeneratorWeights weights = GeneratorWeights.From(Safetensors.Read(Golden.File("tiny_sg2_r64_nvidia_keys.safetensors")));
        RowMatrix anchors = TinyReference.Anchors;
        RgbImage[] photos = [.. ((string[])["ex_ref", "ex_p0", "ex_p1"]).Select(TinyReference.Picture)];
        var chosen = RowMatrix.FromRows([anchors.Row(0).ToArray(), anchors.Row(1).ToArray(), anchors.Row(2).ToArray()]);
        ReconstructionLoss loss = TinyReference.Loss();
        using var generator = new StyleGenerator(weights, CPU, precision);
        using (var session = new TuningSession(generator, chosen, photos, loss, new TuningOptions { Passes = 30, BatchSize = 3 }))
        {
            while (!session.IsFinished)
            {
                session.Step();
            }
        }

        using IDisposable noGrad = no_grad();
        Tensor images = generator.Synthesis.Forward(generator.Broadcast(Codes.ToTensor(chosen, CPU)));
        return loss.Compare(images, loss.Prepare(ImageTensors.ToTensor(photos, CPU))).Lpips.mean().item<float>();
    }
}

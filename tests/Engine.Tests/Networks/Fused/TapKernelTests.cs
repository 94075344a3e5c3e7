using MyStyle.Engine.Networks.Perceptual;
using MyStyle.Engine.Networks.Perceptual.Fused;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Networks.Fused;

/// <summary>The perceptual distance with gradients of our own against the same distance under libtorch's autograd.</summary>
public class TapKernelTests : TensorTest
{
    [Theory]
    [InlineData(2)]
    [InlineData(1)] // one target for all pictures
    public void Distance_GivesWhatAutogradGives(int targets)
    {
        WeightFile file = Safetensors.Read(Repository.Asset("models", "perceptual_narrow.safetensors"));
        var plain = PerceptualNetwork.Load(file, CPU, kernels: null);
        var fused = PerceptualNetwork.Load(file, CPU, new PlainTapKernels());
        Tensor images = (rand(2, 3, 64, 64, generator: new Generator(3)) * 2 - 1).requires_grad_();
        PerceptualFeatures target = plain.Encode(rand(targets, 3, 64, 64, generator: new Generator(4)) * 2 - 1);
        // Pictures of a batch may weigh differently.
        Tensor weights = tensor(new float[] { 0.3f, 2 });

        Tensor expected = plain.Distance(images, target);
        (expected * weights).sum().backward();
        Tensor gradient = images.grad!.clone();
        images.grad!.zero_();
        Tensor actual = fused.Distance(images, target);
        (actual * weights).sum().backward();

        TensorAssert.MaxDifference(actual, expected).ShouldBeLessThan(1e-6f);
        ((images.grad! - gradient).norm() / gradient.norm()).item<float>().ShouldBeLessThan(1e-5f);

        using IDisposable noGrad = no_grad();
        TensorAssert.MaxDifference(fused.Distance(images, target), expected).ShouldBeLessThan(1e-6f);
    }

    [Theory]
    [InlineData(3, 64)] // more targets than pictures
    [InlineData(2, 48)] // of another size
    public void Distance_FromATargetThatDoesNotFit_IsRefusedBeforeAKernelSeesIt(int targets, int side)
    {
        var fused = PerceptualNetwork.Load(Safetensors.Read(Repository.Asset("models", "perceptual_narrow.safetensors")), CPU, new PlainTapKernels());
        PerceptualFeatures target = fused.Encode(rand(targets, 3, side, side));
        Should.Throw<ArgumentException>(() => fused.Distance(rand(2, 3, 64, 64), target)).Message.ShouldContain("cannot be compared");
    }

    [Fact]
    public void Trial_FindsKernelsThatErr()
    {
        TapKernelTrial.Difference(new PlainTapKernels(), new PlainTapKernels(), CPU).ShouldBe(0);
        TapKernelTrial.Difference(new Erring(0.01), new PlainTapKernels(), CPU).ShouldBeGreaterThan(TapKernelTrial.MostDifference);
        TapKernelTrial.Difference(new Erring(double.NaN), new PlainTapKernels(), CPU).ShouldBe(double.NaN);
    }

    [Fact]
    public void CudaKernels_OnACpu_AreNotThere() => CudaTapKernels.For(CPU).ShouldBeNull();

    private sealed class Erring(double error) : ITapKernels
    {
        public bool Takes(long channels) => true;

        public (Tensor Distance, Tensor? Gradient) Compare(Tensor tap, Tensor roots, Tensor target, bool wantsGradient)
        {
            (Tensor distance, Tensor? gradient) = new PlainTapKernels().Compare(tap, roots, target, wantsGradient);
            return (distance, gradient! * (1 + error));
        }
    }
}

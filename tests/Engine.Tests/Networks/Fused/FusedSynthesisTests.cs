using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Networks.StyleGan2.Fused;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Networks.Fused;

/// <summary>The network with its gradients taken by ourselves against the same network under libtorch's autograd.</summary>
public class FusedSynthesisTests : TensorTest
{
    [Theory]
    [InlineData(null)]
    [InlineData(0.7)] // small enough to bound many of the activations
    public void ForwardAndBackward_GiveWhatAutogradGives(double? clamp)
    {
        (GeneratorArchitecture architecture, Dictionary<string, Tensor> tensors) = Tiny(clamp);
        using var plain = new SynthesisNetwork(tensors, architecture, Precision.Float32, kernels: null);
        using var fused = new SynthesisNetwork(tensors, architecture, Precision.Float32, new PlainFeatureKernels());
        Tensor codes = (randn(2, architecture.LayerCount, architecture.WDim, generator: new Generator(3)) * 0.5).requires_grad_();
        Tensor looked = randn(2, 3, architecture.Resolution, architecture.Resolution, generator: new Generator(4));

        (Tensor expected, Dictionary<string, Tensor> gradients) = Run(plain, codes, looked, tensors);
        (Tensor actual, Dictionary<string, Tensor> own) = Run(fused, codes, looked, tensors);

        Apart(actual, expected).ShouldBeLessThan(1e-5);
        own.Keys.ShouldBe(gradients.Keys);
        own.ShouldContainKey("synthesis.b4.const");
        own.ShouldContainKey("synthesis.b8.conv0.noise_strength");
        foreach ((string name, Tensor gradient) in gradients)
        {
            Apart(own[name], gradient).ShouldBeLessThan(1e-4, name);
        }
    }

    [Fact]
    public void Backward_OfAFrozenNetwork_ReachesTheCodes()
    {
        (GeneratorArchitecture architecture, Dictionary<string, Tensor> tensors) = Tiny(clamp: null);
        foreach (Tensor tensor in tensors.Values)
        {
            tensor.requires_grad_(false);
        }

        using var plain = new SynthesisNetwork(tensors, architecture, Precision.Float32, kernels: null);
        using var fused = new SynthesisNetwork(tensors, architecture, Precision.Float32, new PlainFeatureKernels());
        plain.Freeze();
        fused.Freeze();
        // All layers share one row, as in the space alpha: what made the codes is gone through once.
        Tensor row = (randn(1, 1, architecture.WDim, generator: new Generator(3)) * 0.5).requires_grad_();
        Tensor Codes() => (row * row.sigmoid()).expand(1, architecture.LayerCount, -1);
        Tensor looked = randn(1, 3, architecture.Resolution, architecture.Resolution, generator: new Generator(4));

        (plain.Forward(Codes()) * looked).sum().backward();
        Tensor expected = row.grad!.clone();
        row.grad!.zero_();
        SynthesisPass pass = fused.Begin(Codes());
        (pass.Images * looked).sum().backward();
        pass.Backward();

        Apart(row.grad!, expected).ShouldBeLessThan(1e-4);
    }

    [Fact]
    public void Forward_WithoutGradients_UsesTheKernels_AtEveryResolution()
    {
        (GeneratorArchitecture architecture, Dictionary<string, Tensor> tensors) = Tiny(clamp: null);
        using var plain = new SynthesisNetwork(tensors, architecture, Precision.Float32, kernels: null);
        var kernels = new CountingKernels();
        using var fused = new SynthesisNetwork(tensors, architecture, Precision.Float32, kernels);
        using IDisposable noGrad = no_grad();
        Tensor codes = randn(1, architecture.LayerCount, architecture.WDim, generator: new Generator(5));
        foreach (int resolution in architecture.BlockResolutions)
        {
            Apart(fused.Forward(codes, NoiseMode.Const, resolution, trace: null), plain.Forward(codes, NoiseMode.Const, resolution, trace: null))
                .ShouldBeLessThan(1e-5);
        }

        kernels.Pictures.ShouldBe(architecture.BlockResolutions.Select((_, i) => i + 1).Sum());
        Apart(fused.Forward(codes, NoiseMode.None), plain.Forward(codes, NoiseMode.None)).ShouldBeLessThan(1e-5);
    }

    [Fact]
    public void ForwardAndBackward_InBFloat16_StayAsCloseToSinglePrecisionAsAutogradDoes()
    {
        (GeneratorArchitecture architecture, Dictionary<string, Tensor> tensors) = Tiny(clamp: null);
        using var exact = new SynthesisNetwork(tensors, architecture, Precision.Float32, kernels: null);
        using var plain = new SynthesisNetwork(tensors, architecture, Precision.BFloat16, kernels: null);
        using var fused = new SynthesisNetwork(tensors, architecture, Precision.BFloat16, new PlainFeatureKernels());
        Tensor codes = (randn(2, architecture.LayerCount, architecture.WDim, generator: new Generator(3)) * 0.5).requires_grad_();
        Tensor looked = randn(2, 3, architecture.Resolution, architecture.Resolution, generator: new Generator(4));

        (Tensor image, Dictionary<string, Tensor> truth) = Run(exact, codes, looked, tensors);
        (Tensor plainImage, Dictionary<string, Tensor> plainly) = Run(plain, codes, looked, tensors);
        (Tensor fusedImage, Dictionary<string, Tensor> own) = Run(fused, codes, looked, tensors);

        Apart(fusedImage, image).ShouldBeInRange(1e-7, 1.1 * Apart(plainImage, image));
        double Mean(Dictionary<string, Tensor> of) => truth.Average(entry => Apart(of[entry.Key], entry.Value));
        Mean(own).ShouldBeLessThan(1.1 * Mean(plainly));
    }

    [Fact]
    public void Pass_LeavesNoTensorBehind()
    {
        (GeneratorArchitecture architecture, Dictionary<string, Tensor> tensors) = Tiny(clamp: 1);
        using var fused = new SynthesisNetwork(tensors, architecture, Precision.Float32, new PlainFeatureKernels());
        void Pass()
        {
            using var scope = NewDisposeScope();
            SynthesisPass pass = fused.Begin(randn(1, architecture.LayerCount, architecture.WDim));
            pass.Images.sum().backward();
            pass.Backward();
        }

        Pass();
        long before = Tensor.TotalCount;
        Pass();
        Tensor.TotalCount.ShouldBe(before);
    }

    [Fact]
    public void Trial_FindsKernelsThatErr()
    {
        FeatureKernelTrial.Difference(new PlainFeatureKernels(), new PlainFeatureKernels(), CPU, ScalarType.Float32).ShouldBe(0);
        FeatureKernelTrial.Difference(new CountingKernels { Error = 0.01 }, new PlainFeatureKernels(), CPU, ScalarType.Float32)
            .ShouldBeGreaterThan(FeatureKernelTrial.MostDifferences[0].Most);
        FeatureKernelTrial.Difference(new CountingKernels { Error = double.NaN }, new PlainFeatureKernels(), CPU, ScalarType.Float32)
            .ShouldBe(double.NaN);
    }

    [Fact]
    public void CudaKernels_OnACpu_AreNotThere() => CudaFeatureKernels.For(CPU, [64]).ShouldBeNull();

    private static (Tensor Image, Dictionary<string, Tensor> Gradients) Run(
        SynthesisNetwork network, Tensor codes, Tensor looked, Dictionary<string, Tensor> tensors)
    {
        foreach (Tensor tensor in (Tensor[])[codes, .. tensors.Values])
        {
            tensor.grad?.zero_();
        }

        SynthesisPass pass = network.Begin(codes);
        (pass.Images * looked).sum().backward();
        pass.Backward();
        Dictionary<string, Tensor> gradients = tensors.Where(entry => entry.Value.grad is not null)
            .ToDictionary(entry => entry.Key, entry => entry.Value.grad!.clone(), StringComparer.Ordinal);
        gradients["codes"] = codes.grad!.clone();
        return (pass.Images.detach(), gradients);
    }

    private static (GeneratorArchitecture Architecture, Dictionary<string, Tensor> Tensors) Tiny(double? clamp)
    {
        GeneratorWeights weights = GeneratorWeights.From(Safetensors.Read(Golden.File("tiny_sg2_r64_nvidia_keys.safetensors")));
        var tensors = weights.Tensors.Where(entry => entry.Key.StartsWith("synthesis.", StringComparison.Ordinal)).ToDictionary(
            entry => entry.Key, entry => entry.Value.ToTensor(CPU).requires_grad_(StyleGenerator.IsTuned(entry.Key)), StringComparer.Ordinal);
        return (weights.Architecture with { ConvClamp = clamp }, tensors);
    }

    private static double Apart(Tensor actual, Tensor expected)
    {
        actual.shape.ShouldBe(expected.shape);
        return ((actual - expected).norm() / (expected.norm() + 1e-12)).item<float>();
    }

    /// <summary>Counts, and errs if asked to.</summary>
    private sealed class CountingKernels : IFeatureKernels
    {
        private readonly PlainFeatureKernels _plain = new();

        public double Error { get; init; }

        public int Pictures { get; private set; }

        public Tensor Smooth(Tensor convolved) => _plain.Smooth(convolved);

        public Tensor SmoothBackward(Tensor gradient) => _plain.SmoothBackward(gradient);

        public Tensor? Finish(Tensor features, FeatureChain chain, Tensor? nextStyles) => _plain.Finish(features, chain, nextStyles);

        public FeatureGradients FinishBackward(
            Tensor features, FeatureChain chain, Tensor? scaledGradient, Tensor? nextStyles, Tensor? rgbGradient, Tensor? rgbWeights)
        {
            FeatureGradients right = _plain.FinishBackward(features, chain, scaledGradient, nextStyles, rgbGradient, rgbWeights);
            return right with { Sums = right.Sums * (1 + Error) };
        }

        public (Tensor Picture, Tensor? Own) ReadPicture(Tensor features, Tensor weights, Tensor bias, Tensor? smaller, double? bound)
        {
            Pictures++;
            return _plain.ReadPicture(features, weights, bias, smaller, bound);
        }

        public Tensor HalveGradient(Tensor gradient) => _plain.HalveGradient(gradient);
    }
}

using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.Perceptual;
using MyStyle.Engine.Networks.Perceptual.Fused;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Networks.StyleGan2.Fused;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Benchmarks;

/// <summary>
/// Compares a tuning step and a projection step of random networks, gradients included, on three ways: in single precision on the CPU, on a
/// device by libtorch alone, and there by our kernels. Lives on the engine thread.
/// </summary>
public static class KernelCheck
{
    private const int Seed = 7;
    private const int Resolution = 64;
    private const int Pictures = 2;

    // No power of two: what threads share does not come out even.
    private const int Channels = 160;

    /// <summary>Compares.</summary>
    /// <param name="device">The device to check.</param>
    /// <param name="precision">What it computes in.</param>
    /// <exception cref="EngineException">The device has no kernels of ours.</exception>
    public static IReadOnlyList<KernelDifference> Run(Device device, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(device);
        (IFeatureKernels Features, ITapKernels Taps) own = device.type != TorchSharp.DeviceType.CUDA
            ? (new PlainFeatureKernels(), new PlainTapKernels())
            : CudaFeatureKernels.For(device, []) is { } features && CudaTapKernels.For(device) is { } taps ? (features, taps)
            : throw new EngineException($"There is nothing to check: this device runs libtorch's kernels ({CudaSource.Refusal}).");
        var networks = new RandomNetworks(Seed);
        GeneratorWeights generator = networks.Generator(Resolution, Channels);
        WeightFile perceptual = networks.PerceptualWeights();
        List<(string What, Tensor Value)> Steps(Device where, Precision exactness, (IFeatureKernels Features, ITapKernels Taps)? kernels)
        {
            var loss = PerceptualNetwork.Load(perceptual, where, kernels?.Taps);
            return [.. Step(generator, loss, where, exactness, kernels?.Features, frozen: false), .. Step(generator, loss, where, exactness, kernels?.Features, frozen: true)];
        }

        using var scope = NewDisposeScope();
        List<(string What, Tensor Value)> truth = Steps(CPU, Precision.Float32, kernels: null);
        List<(string What, Tensor Value)> plain = Steps(device, precision, kernels: null);
        List<(string What, Tensor Value)> fused = Steps(device, precision, own);
        return [.. truth.Select((right, i) => new KernelDifference(right.What, Apart(plain[i].Value, right.Value), Apart(fused[i].Value, right.Value)))];
    }

    private static List<(string What, Tensor Value)> Step(
        GeneratorWeights weights, PerceptualNetwork loss, Device device, Precision precision, IFeatureKernels? kernels, bool frozen)
    {
        Dictionary<string, Tensor> tensors = weights.Tensors.Where(entry => entry.Key.StartsWith("synthesis.", StringComparison.Ordinal)).ToDictionary(
            entry => entry.Key, entry => Place(entry.Value.ToTensor(device)).requires_grad_(!frozen && StyleGenerator.IsTuned(entry.Key)), StringComparer.Ordinal);
        using var network = new SynthesisNetwork(tensors, weights.Architecture, precision, kernels);
        if (frozen)
        {
            network.Freeze();
        }

        using var random = new Generator(Seed, CPU);
        Tensor codes = randn(Pictures, weights.Architecture.LayerCount, weights.Architecture.WDim, generator: random).to(device).requires_grad_();
        Tensor target = (rand(Pictures, 3, Resolution, Resolution, generator: random).to(device) * 2) - 1;
        PerceptualFeatures features = loss.Encode(target);
        SynthesisPass pass = network.Begin(codes);
        Tensor distance = loss.Distance(pass.Images, features);
        (distance.sum() + (pass.Images - target).square().mean()).backward();
        pass.Backward();
        string which = frozen ? "projection" : "tuning";
        List<(string, Tensor)> found =
            [($"{which}: rendering", pass.Images.detach()), ($"{which}: distance", distance.detach()), ($"{which}: gradient of codes", codes.grad!)];
        foreach (string kind in frozen ? [] : (string[])["b4.const", "conv0.weight", "conv1.weight", "noise_strength", "conv0.bias", "conv1.bias", "affine.weight", "torgb.weight", "torgb.bias"])
        {
            Tensor[] gradients = [.. tensors.Where(entry => entry.Key.EndsWith(kind, StringComparison.Ordinal)).Select(entry => entry.Value.grad!.flatten())];
            found.Add(($"{which}: gradient of {kind}", cat(gradients)));
        }

        using IDisposable noGrad = no_grad();
        found.Add(($"{which}: rendering without gradients", network.Forward(codes)));
        return found;
    }

    /// <summary>As <see cref="ParameterBuffer"/> lays kernels out.</summary>
    private static Tensor Place(Tensor tensor) => tensor.dim() == 4 && tensor.shape[2] > 1
        ? tensor.ToChannelsLast().detach()
        : tensor;

    private static double Apart(Tensor actual, Tensor expected)
    {
        Tensor seen = actual.cpu().to(ScalarType.Float32);
        return ((seen - expected).norm() / expected.norm()).item<float>();
    }
}

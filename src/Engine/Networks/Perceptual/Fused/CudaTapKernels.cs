using System.Collections.Concurrent;
using MyStyle.Engine.Runtime;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.Perceptual.Fused;

/// <summary>Our own CUDA kernel (taps.cu): three passes over features where libtorch takes two dozen.</summary>
internal sealed class CudaTapKernels : ITapKernels
{
    private const int Each = 4;
    private const int Threads = 256;
    private const int Blocks = 1056;

    private static readonly ConcurrentDictionary<int, CudaTapKernels?> Known = new();

    private readonly CudaModule _module;

    private CudaTapKernels(CudaModule module) => _module = module;

    /// <summary>The kernels for a device, compiled when they are first asked for and tried against <see cref="PlainTapKernels"/>.</summary>
    /// <returns>Null on a CPU, and where they cannot be had.</returns>
    public static CudaTapKernels? For(Device device) =>
        device.type == TorchSharp.DeviceType.CUDA ? Known.GetOrAdd(Math.Max(0, device.index), index => Load(index, device)) : null;

    public bool Takes(long channels) => channels % Each == 0;

    public (Tensor Distance, Tensor? Gradient) Compare(Tensor tap, Tensor roots, Tensor target, bool wantsGradient)
    {
        tap = tap.detach().ToChannelsLast();
        target = target.detach().ToChannelsLast();
        (long batch, int channels, int pixels) = (tap.shape[0], (int)tap.shape[1], (int)(tap.shape[2] * tap.shape[3]));
        int team = 1;
        while (team < 32 && team * 2 * Each <= channels)
        {
            team *= 2;
        }

        int teams = Threads / team;
        long blocks = Math.Clamp(Blocks / batch, 1, (pixels + teams - 1) / teams);
        Tensor? gradient = wantsGradient ? empty_like(tap) : null;
        using Tensor partial = empty(batch, blocks, dtype: ScalarType.Float32, device: tap.device);
        _module.Launch(
            "compare", blocks, batch, Threads, 0,
            tap, roots, target, gradient, partial, pixels, channels, (int)target.shape[0], team, 1f / pixels,
            (float)PerceptualNetwork.InsideRoot, (float)PerceptualNetwork.OutsideRoot);
        return (partial.sum([1]), gradient);
    }

    private static CudaTapKernels? Load(int index, Device device)
    {
        if (CudaSource.TryCompile("taps.cu", index, []) is not [{ } module])
        {
            return null;
        }

        var kernels = new CudaTapKernels(module);
        double difference = TapKernelTrial.Difference(kernels, new PlainTapKernels(), device);
        if (!(difference <= TapKernelTrial.MostDifference))
        {
            CudaSource.Refusal = $"taps.cu differs from libtorch's operations by {difference:g2}";
            return null;
        }

        return kernels;
    }
}

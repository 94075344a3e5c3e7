using System.Collections.Concurrent;
using MyStyle.Engine.Runtime;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2.Fused;

/// <summary>
/// Our own CUDA kernels (features.cu). libtorch would take ten passes over the features of a layer for what these do in four, and
/// passes are what a GPU spends a StyleGAN2's time on.
/// </summary>
internal sealed class CudaFeatureKernels : IFeatureKernels
{
    private const int Each = 8;
    private const int MostChannels = 2048;
    private const int Threads = 256;
    private const int Strip = 4;

    // A few blocks for each of a large GPU's 132 processors: enough to fill them, few enough for their sums to be added up at once.
    private const int Blocks = 1056;

    private static readonly ConcurrentDictionary<int, CudaFeatureKernels?> Known = new();

    private readonly CudaModule _wide;
    private readonly CudaModule _narrow;

    private CudaFeatureKernels(CudaModule wide, CudaModule narrow)
    {
        _wide = wide;
        _narrow = narrow;
    }

    /// <summary>The kernels for a device, compiled when they are first asked for (about a second) and tried against <see cref="PlainFeatureKernels"/>.</summary>
    /// <param name="device">Where the features are.</param>
    /// <param name="channels">Channels of every layer.</param>
    /// <returns>Null on a CPU, for odd numbers of channels, or if they cannot be had: then <see cref="CudaSource.Refusal"/> says why.</returns>
    public static CudaFeatureKernels? For(Device device, IEnumerable<long> channels) =>
        device.type == TorchSharp.DeviceType.CUDA && channels.All(count => count % Each == 0 && count <= MostChannels)
            ? Known.GetOrAdd(Math.Max(0, device.index), index => Load(index, device))
            : null;

    public Tensor Smooth(Tensor convolved) => Smooth(convolved, change: -1, pad: 1);

    public Tensor SmoothBackward(Tensor gradient) => Smooth(gradient, change: 1, pad: 2);

    public Tensor? Finish(Tensor features, FeatureChain chain, Tensor? nextStyles)
    {
        (long batch, int channels, int pixels) = Shape(features);
        Tensor? scaled = nextStyles is null ? null : empty_like(features);
        (long threads, long blocks) = Grid(channels, pixels, batch);
        Module(features).Launch(
            "finish", blocks, batch, threads, 0,
            features, Rows(chain.Demodulation), Rows(chain.Noise), chain.Strength, Rows(chain.Bias), Rows(nextStyles), scaled,
            pixels, channels, NoiseStride(chain, pixels), Bound(chain.Bound));
        return scaled;
    }

    public FeatureGradients FinishBackward(
        Tensor features, FeatureChain chain, Tensor? scaledGradient, Tensor? nextStyles, Tensor? rgbGradient, Tensor? rgbWeights)
    {
        (long batch, int channels, int pixels) = Shape(features);
        (long threads, long blocks) = Grid(channels, pixels, batch);
        Tensor gradient = empty_like(features);
        using Tensor partial = empty(batch, blocks, FeatureGradients.Rows, channels, dtype: ScalarType.Float32, device: features.device);
        Module(features).Launch(
            rgbGradient is null ? "finish_backward_hidden" : "finish_backward_shown", blocks, batch, threads, threads * Each * sizeof(float),
            scaledGradient, Rows(nextStyles), rgbGradient, Rows(rgbWeights), features,
            Rows(chain.Demodulation), Rows(chain.Noise), chain.Strength, Rows(chain.Bias),
            gradient, partial, pixels, channels, NoiseStride(chain, pixels), Bound(chain.Bound));
        return new FeatureGradients(gradient, partial.sum([1]));
    }

    public (Tensor Picture, Tensor? Own) ReadPicture(Tensor features, Tensor weights, Tensor bias, Tensor? smaller, double? bound)
    {
        (long batch, int channels, int pixels) = Shape(features);
        (int height, int width) = ((int)features.shape[2], (int)features.shape[3]);
        int team = 1;
        while (team < 32 && team * 2 * Each <= channels)
        {
            team *= 2;
        }

        Tensor picture = Picture(features, batch, height, width);
        Tensor? own = bound is null ? null : Picture(features, batch, height, width);
        int perBlock = Threads / team;
        Module(features).Launch(
            "read_picture", (pixels + perBlock - 1) / perBlock, batch, Threads, 0,
            features, Rows(weights), Rows(bias), smaller, picture, own, height, width, channels, Bound(bound), team);
        return (picture, own);
    }

    public Tensor HalveGradient(Tensor gradient)
    {
        (long batch, int height, int width) = (gradient.shape[0], (int)gradient.shape[2] / 2, (int)gradient.shape[3] / 2);
        Tensor smaller = Picture(gradient, batch, height, width);
        _wide.Launch("halve_gradient", ((height * width * 3) + Threads - 1) / Threads, batch, Threads, 0, gradient, smaller, height, width);
        return smaller;
    }

    private Tensor Smooth(Tensor x, int change, int pad)
    {
        (long batch, int channels, int height, int width) = (x.shape[0], (int)x.shape[1], (int)x.shape[2], (int)x.shape[3]);
        (int toHeight, int toWidth) = (height + change, width + change);
        Tensor smoothed = empty(batch, toHeight, toWidth, channels, dtype: x.dtype, device: x.device).permute(0, 3, 1, 2);
        long columns = (long)((toHeight + Strip - 1) / Strip) * toWidth * (channels / Each);
        Module(x).Launch(
            "smooth", (columns + Threads - 1) / Threads, batch, Threads, 0, x, smoothed, height, width, toHeight, toWidth, channels, pad);
        return smoothed;
    }

    private static Tensor Picture(Tensor like, long batch, long height, long width) =>
        empty(batch, height, width, 3, dtype: ScalarType.Float32, device: like.device).permute(0, 3, 1, 2);

    /// <summary>What belongs to channels, in the order of its dimensions: products of transposed tensors come in theirs.</summary>
    private static Tensor? Rows(Tensor? tensor) => tensor?.detach().contiguous();

    private static (long Batch, int Channels, int Pixels) Shape(Tensor features) =>
        (features.shape[0], (int)features.shape[1], (int)(features.shape[2] * features.shape[3]));

    private static (long Threads, long Blocks) Grid(int channels, int pixels, long batch)
    {
        int groups = channels / Each, rows = Math.Max(1, Threads / groups);
        return (groups * rows, Math.Clamp(Blocks / batch, 1, (pixels + rows - 1) / rows));
    }

    private static int NoiseStride(FeatureChain chain, int pixels) => chain.Noise is { } noise && noise.numel() > pixels ? pixels : 0;

    private static float Bound(double? bound) => (float)(bound ?? float.MaxValue);

    private CudaModule Module(Tensor features) => features.dtype == ScalarType.BFloat16 ? _narrow : _wide;

    private static CudaFeatureKernels? Load(int index, Device device)
    {
        if (CudaSource.TryCompile("features.cu", index, ["#define NARROW 0", "#define NARROW 1"]) is not [{ } wide, { } narrow])
        {
            return null;
        }

        var kernels = new CudaFeatureKernels(wide, narrow);
        foreach ((ScalarType type, double most) in FeatureKernelTrial.MostDifferences)
        {
            double difference = FeatureKernelTrial.Difference(kernels, new PlainFeatureKernels(), device, type);
            if (!(difference <= most))
            {
                CudaSource.Refusal = $"features.cu differs from libtorch's operations by {difference:g2} ({type})";
                return null;
            }
        }

        return kernels;
    }
}

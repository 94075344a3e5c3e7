using MyStyle.Engine.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MyStyle.Engine.Benchmarks;

/// <summary>What the device gives at best: the measure of everything else.</summary>
internal static class DeviceLimits
{
    private const long CudaCopy = 1L << 30;
    private const long CpuCopy = 1L << 27;
    private const int Channels = 512;
    private const int Side = 64;

    public static void Measure(BenchmarkClock clock, Device device, Precision precision)
    {
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        long bytes = device.type == DeviceType.CUDA ? CudaCopy : CpuCopy;
        Tensor from = zeros(bytes / sizeof(float), device: device), to = zeros_like(from);
        clock.Measure("limit: memory copy", 1, () => to.copy_(from), 2 * bytes / 1e9);

        // The network's most arithmetic-bound layer, in the layout it runs in.
        ScalarType type = precision == Precision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        int batch = device.type == DeviceType.CUDA ? 8 : 1;
        Tensor x = randn(batch, Side, Side, Channels, device: device).to(type).permute(0, 3, 1, 2);
        Tensor kernel = randn(Channels, 3, 3, Channels, device: device).to(type).permute(0, 3, 1, 2);
        clock.Measure(
            "limit: 3x3 convolution, 512 channels at 64 px", batch, () => nn.functional.conv2d(x, kernel, padding: [1, 1]),
            2e-9 * batch * 9 * Channels * Channels * Side * Side);
    }
}

using MyStyle.Engine.Networks.Perceptual.Fused;
using MyStyle.Engine.Networks.StyleGan2.Fused;
using MyStyle.Engine.Runtime;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks;

/// <summary>Tells whether a device runs our own kernels.</summary>
public static class OwnKernels
{
    /// <summary>Compiles the kernels, if that has not happened yet. Lives on the engine thread.</summary>
    /// <param name="device">The device.</param>
    /// <returns><c>own</c>, or <c>libtorch</c> with the reason, which makes everything slower and nothing else; null on a CPU.</returns>
    public static string? Describe(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.type != TorchSharp.DeviceType.CUDA ? null
            : CudaFeatureKernels.For(device, []) is not null && CudaTapKernels.For(device) is not null ? "own"
            : $"libtorch: {CudaSource.Refusal}";
    }
}

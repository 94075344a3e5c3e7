using TorchSharp;

namespace MyStyle.Engine.Runtime;

/// <summary>Which <see cref="Precision"/> a device computes in.</summary>
public static class PrecisionChoice
{
    private const string Auto = "auto";

    // The first GPUs with bfloat16 and tf32 in their matrix units (Ampere) are of compute capability 8.
    private const int Ampere = 8;

    /// <summary>
    /// The precision that <paramref name="text"/> means on a device. <c>auto</c>: fp32 on the CPU; bf16 on CUDA devices that have it in
    /// hardware, where it tunes to the same LPIPS and ID (docs/performance.md), and tf32 on others, which means fp32 there.
    /// </summary>
    /// <param name="text"><c>auto</c>, <c>fp32</c>, <c>tf32</c> or <c>bf16</c>.</param>
    /// <param name="device">Where tensors live.</param>
    /// <exception cref="EngineException">The text is none of these, or the device has no such precision.</exception>
    public static Precision Resolve(string text, EngineDevice device) => Resolve(text, device, CudaDriver.Generation);

    /// <param name="text">As above.</param>
    /// <param name="device">As above.</param>
    /// <param name="generation">Major compute capability of a CUDA device; null if unknown.</param>
    internal static Precision Resolve(string text, EngineDevice device, Func<int, int?> generation) => Parse(text) switch
    {
        null => !device.IsCuda ? Precision.Float32 : generation(device.CudaIndex) >= Ampere ? Precision.BFloat16 : Precision.Tf32,
        Precision.Tf32 when !device.IsCuda => throw new EngineException("Precision tf32 was asked for, but only CUDA devices have it. Use auto, fp32 or bf16."),
        { } precision => precision,
    };

    /// <summary>Null for <c>auto</c>, otherwise the named precision.</summary>
    /// <exception cref="EngineException">The text names no precision.</exception>
    public static Precision? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim().ToLowerInvariant() switch
        {
            "" or Auto => null,
            "fp32" => Precision.Float32,
            "tf32" => Precision.Tf32,
            "bf16" => Precision.BFloat16,
            _ => throw new EngineException($"'{text}' is not a precision. Use auto, fp32, tf32 or bf16."),
        };
    }

    /// <summary>The name that <see cref="Parse"/> reads.</summary>
    public static string Name(this Precision precision) => precision switch
    {
        Precision.Float32 => "fp32",
        Precision.Tf32 => "tf32",
        _ => "bf16",
    };

    /// <summary>Sets libtorch's switches, for the whole process. They act on CUDA devices alone.</summary>
    public static void Apply(this Precision precision)
    {
        // Matrix products here are small (styles, RGB, coordinates) and everything hangs on them: they stay exact.
        torch.backends.cuda.matmul.allow_tf32 = false;
        torch.backends.cudnn.allow_tf32 = precision != Precision.Float32;
    }
}

using System.Globalization;
using TorchSharp;

namespace MyStyle.Engine.Runtime;

/// <summary>Where tensors live: the CPU, or one CUDA device.</summary>
public readonly record struct EngineDevice
{
    private EngineDevice(int cudaIndex) => CudaIndex = cudaIndex;

    /// <summary>The CPU.</summary>
    public static EngineDevice Cpu { get; } = new(-1);

    /// <summary>Index of the CUDA device, from 0; -1 for the CPU.</summary>
    public int CudaIndex { get; }

    /// <summary>True for a CUDA device.</summary>
    public bool IsCuda => CudaIndex >= 0;

    /// <summary>The CUDA device <paramref name="index"/>.</summary>
    public static EngineDevice Cuda(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new EngineDevice(index);
    }

    /// <summary>The device that <paramref name="text"/> (<c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>) means here.</summary>
    /// <exception cref="EngineException">The text is none of these, or the device is not there.</exception>
    public static EngineDevice Resolve(string text, TorchInfo torch)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(torch);
        switch (Parse(text))
        {
            case null:
                return torch.CudaAvailable ? Cuda(0) : Cpu;
            case { IsCuda: true } device when device.CudaIndex >= torch.CudaDevices:
                string there = torch.CudaDevices switch
                {
                    0 => "no CUDA device can be used here",
                    1 => "there is only cuda:0",
                    _ => string.Create(CultureInfo.InvariantCulture, $"there are only cuda:0 to cuda:{torch.CudaDevices - 1}"),
                };
                throw new EngineException($"Device {device} was asked for, but {there} (libtorch {torch.Version}). Use auto or cpu.");
            case { } device:
                return device;
        }
    }

    /// <summary>Null for <c>auto</c>, otherwise the named device, whether this machine has it or not.</summary>
    /// <exception cref="EngineException">The text names no device.</exception>
    public static EngineDevice? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        switch (text.Trim().ToLowerInvariant())
        {
            case "" or "auto":
                return null;
            case "cpu":
                return Cpu;
            case "cuda":
                return Cuda(0);
            case var other when other.StartsWith("cuda:", StringComparison.Ordinal)
                && int.TryParse(other.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int index):
                return Cuda(index);
            default:
                throw new EngineException($"'{text}' is not a device. Use auto, cpu or cuda:N.");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => IsCuda ? string.Create(CultureInfo.InvariantCulture, $"cuda:{CudaIndex}") : "cpu";

    /// <summary>The same device for TorchSharp.</summary>
    internal torch.Device ToTorch() => IsCuda ? new torch.Device(DeviceType.CUDA, CudaIndex) : torch.CPU;
}

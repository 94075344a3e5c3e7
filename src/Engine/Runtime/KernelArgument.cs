using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MyStyle.Engine.Runtime;

/// <summary>One argument of a kernel: where a tensor's values are, or a number.</summary>
internal readonly partial struct KernelArgument
{
    private KernelArgument(long bits) => Bits = bits;

    /// <summary>The argument's bytes, lowest first.</summary>
    public long Bits { get; }

    /// <summary>The address of a tensor's first value on its device; null gives a null pointer.</summary>
    public static implicit operator KernelArgument(Tensor? tensor) => new(tensor is null ? 0 : Data(tensor.Handle));

    /// <summary>A 32-bit integer.</summary>
    public static implicit operator KernelArgument(int value) => new(value);

    /// <summary>A 32-bit float.</summary>
    public static implicit operator KernelArgument(float value) => new(BitConverter.SingleToInt32Bits(value));

    [LibraryImport("LibTorchSharp", EntryPoint = "THSTensor_data")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Data(nint tensor);
}

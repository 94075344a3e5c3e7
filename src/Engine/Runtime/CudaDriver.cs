using System.Runtime.InteropServices;
using System.Text;

namespace MyStyle.Engine.Runtime;

/// <summary>
/// What only the CUDA driver can tell: TorchSharp gives neither a device's name nor its memory. Asked after libtorch has used the
/// device on the same thread, so that there is a context.
/// </summary>
internal static partial class CudaDriver
{
    private const string Library = "libcuda.so.1";
    private const int NameLength = 256;
    private const int MajorCapability = 75; // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR
    private const int MinorCapability = 76; // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR

    /// <summary>The device's name, such as "NVIDIA H100 80GB HBM3"; null if the driver does not say.</summary>
    public static unsafe string? Name(int index)
    {
        byte* name = stackalloc byte[NameLength];
        try
        {
            return DeviceGet(out int device, index) == 0 && DeviceGetName(name, NameLength, device) == 0
                ? Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name))
                : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The device's major compute capability, such as 9 for an H100; null if the driver does not say.</summary>
    public static int? Generation(int index) => Capability(index) / 10;

    /// <summary>The device's compute capability, such as 90 for an H100; null if the driver does not say.</summary>
    public static int? Capability(int index)
    {
        try
        {
            return DeviceGet(out int device, index) == 0 && DeviceGetAttribute(out int major, MajorCapability, device) == 0
                && DeviceGetAttribute(out int minor, MinorCapability, device) == 0 ? (major * 10) + minor : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Makes a device the current thread's, for what asks for "the" device: recordings, and how much memory there is.</summary>
    public static void MakeCurrent(int index)
    {
        try
        {
            if (DeviceGet(out int device, index) == 0 && RetainContext(out nint context, device) == 0)
            {
                _ = SetContext(context);
            }
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Everything else names its device.
        }
    }

    /// <summary>Bytes of the current thread's device, free and in all, whoever uses the rest; null if the driver does not say.</summary>
    public static (long Free, long Total)? Memory()
    {
        try
        {
            return MemoryGetInfo(out nuint free, out nuint total) == 0 ? ((long)free, (long)total) : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport(Library, EntryPoint = "cuDeviceGet")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DeviceGet(out int device, int ordinal);

    [LibraryImport(Library, EntryPoint = "cuDeviceGetName")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int DeviceGetName(byte* name, int length, int device);

    [LibraryImport(Library, EntryPoint = "cuDeviceGetAttribute")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DeviceGetAttribute(out int value, int attribute, int device);

    [LibraryImport(Library, EntryPoint = "cuDevicePrimaryCtxRetain")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int RetainContext(out nint context, int device);

    [LibraryImport(Library, EntryPoint = "cuCtxSetCurrent")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetContext(nint context);

    [LibraryImport(Library, EntryPoint = "cuMemGetInfo_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemoryGetInfo(out nuint free, out nuint total);
}

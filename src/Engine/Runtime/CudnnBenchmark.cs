using System.Runtime.InteropServices;

namespace MyStyle.Engine.Runtime;

/// <summary>
/// cuDNN's choice of convolution algorithms by trying them once a shape (PyTorch's <c>torch.backends.cudnn.benchmark</c>). TorchSharp
/// has no switch for it; libtorch exports the one of its own as a plain function. Where the export is missing (another compiler,
/// another version) cuDNN's heuristic stays in charge.
/// </summary>
internal static class CudnnBenchmark
{
    private const string GlobalContext = "_ZN2at13globalContextEv";
    private const string Set = "_ZN2at7Context17setBenchmarkCuDNNEb";
    private const string Get = "_ZNK2at7Context14benchmarkCuDNNEv";

    /// <summary>Turns it on or off, for the whole process; false if this libtorch gives no way.</summary>
    /// <param name="directory">Where the loaded libtorch is.</param>
    /// <param name="enabled">On: shapes repeat, as those of tuning and scrubbing do.</param>
    public static unsafe bool TrySet(string directory, bool enabled)
    {
        if (!TryFind(directory, Set, out nint context, out nint setter))
        {
            return false;
        }

        ((delegate* unmanaged[Cdecl]<nint, byte, void>)setter)(context, enabled ? (byte)1 : (byte)0);
        return true;
    }

    /// <summary>Whether it is on; null if this libtorch does not tell.</summary>
    /// <param name="directory">Where the loaded libtorch is.</param>
    public static unsafe bool? IsSet(string directory) => TryFind(directory, Get, out nint context, out nint getter)
        ? ((delegate* unmanaged[Cdecl]<nint, byte>)getter)(context) != 0
        : null;

    private static unsafe bool TryFind(string directory, string name, out nint context, out nint function)
    {
        (context, function) = (0, 0);
        // Loaded already: this only finds it again, and keeps it.
        if (!NativeLibrary.TryLoad(Path.Combine(directory, LibTorchFolder.FileName("torch_cpu")), out nint library)
            || !NativeLibrary.TryGetExport(library, GlobalContext, out nint globalContext)
            || !NativeLibrary.TryGetExport(library, name, out function))
        {
            return false;
        }

        context = ((delegate* unmanaged[Cdecl]<nint>)globalContext)();
        return true;
    }
}

using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MyStyle.Engine.Runtime;

/// <summary>libtorch's functions behind <see cref="CudaGraph"/>, by exported name, with the driver's for what must not throw.</summary>
internal sealed unsafe partial class CudaGraphFunctions
{
    private const string Driver = "libcuda.so.1";
    private const int OnlyThisThread = 1; // cudaStreamCaptureModeThreadLocal: engines on other devices work meanwhile
    private const int Recording = 1; // CU_STREAM_CAPTURE_STATUS_ACTIVE

    private static readonly Lazy<CudaGraphFunctions?> Once = new(Find);

    [ThreadStatic]
    private static TorchStream _stream;

    private readonly delegate* unmanaged[Cdecl]<void*, byte, void> _construct;
    private readonly delegate* unmanaged[Cdecl]<void*, void> _destroy;
    private readonly delegate* unmanaged[Cdecl]<void*, ulong, ulong, int, void> _begin;
    private readonly delegate* unmanaged[Cdecl]<void*, void> _end;
    private readonly delegate* unmanaged[Cdecl]<void*, void> _replay;
    private readonly delegate* unmanaged[Cdecl]<byte, sbyte, TorchStream> _fromPool;
    private readonly delegate* unmanaged[Cdecl]<TorchStream, void> _setCurrent;
    private readonly delegate* unmanaged[Cdecl]<TorchStream*, nint> _handle;

    private CudaGraphFunctions(nint cuda, nint streams)
    {
        _construct = (delegate* unmanaged[Cdecl]<void*, byte, void>)NativeLibrary.GetExport(cuda, "_ZN2at4cuda9CUDAGraphC1Eb");
        _destroy = (delegate* unmanaged[Cdecl]<void*, void>)NativeLibrary.GetExport(cuda, "_ZN2at4cuda9CUDAGraphD1Ev");
        _begin = (delegate* unmanaged[Cdecl]<void*, ulong, ulong, int, void>)NativeLibrary.GetExport(
            cuda, "_ZN2at4cuda9CUDAGraph13capture_beginESt4pairIyyE21cudaStreamCaptureMode");
        _end = (delegate* unmanaged[Cdecl]<void*, void>)NativeLibrary.GetExport(cuda, "_ZN2at4cuda9CUDAGraph11capture_endEv");
        _replay = (delegate* unmanaged[Cdecl]<void*, void>)NativeLibrary.GetExport(cuda, "_ZN2at4cuda9CUDAGraph6replayEv");
        _fromPool = (delegate* unmanaged[Cdecl]<byte, sbyte, TorchStream>)NativeLibrary.GetExport(streams, "_ZN3c104cuda17getStreamFromPoolEba");
        _setCurrent = (delegate* unmanaged[Cdecl]<TorchStream, void>)NativeLibrary.GetExport(
            streams, "_ZN3c104cuda20setCurrentCUDAStreamENS0_10CUDAStreamE");
        _handle = (delegate* unmanaged[Cdecl]<TorchStream*, nint>)NativeLibrary.GetExport(streams, "_ZNK3c104cuda10CUDAStream6streamEv");
    }

    /// <summary>The functions; null without CUDA, or where this libtorch lacks one of them.</summary>
    public static CudaGraphFunctions? Loaded => Once.Value;

    /// <summary>libtorch's stream on the current thread, as the driver knows it; 0 is the one all threads share.</summary>
    public static nint CurrentStream => _stream.Id != 0 && Loaded is { } functions ? functions.Handle() : 0;

    public void UseOwnStream(int device)
    {
        if (_stream.Id != 0)
        {
            return;
        }

        // What runs on the stream so far ends before work on another begins.
        cuda.synchronize();
        _stream = _fromPool(0, (sbyte)Math.Max(0, device));
        _setCurrent(_stream);
    }

    public void Construct(void* graph) => _construct(graph, 0);

    public void Destroy(void* graph) => _destroy(graph);

    public void Begin(void* graph) => _begin(graph, 0, 0, OnlyThisThread);

    public void End(void* graph) => _end(graph);

    public void Replay(void* graph) => _replay(graph);

    /// <summary>Whether the current thread's stream records, and nothing that cannot be recorded has happened on it.</summary>
    public bool IsRecording() => StreamIsCapturing(Handle(), out int status) == 0 && status == Recording;

    /// <summary>Ends a recording, whatever its state, and drops it.</summary>
    public void Discard() => _ = StreamEndCapture(Handle(), out _);

    private static CudaGraphFunctions? Find()
    {
        if (TorchRuntime.Info is not { CudaDevices: > 0 } torch
            || !NativeLibrary.TryLoad(Path.Combine(torch.Directory, LibTorchFolder.FileName("torch_cuda")), out nint library)
            || !NativeLibrary.TryLoad(Path.Combine(torch.Directory, LibTorchFolder.FileName("c10_cuda")), out nint streams))
        {
            return null;
        }

        try
        {
            return new CudaGraphFunctions(library, streams);
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    private nint Handle()
    {
        TorchStream stream = _stream;
        return _handle(&stream);
    }

    [LibraryImport(Driver, EntryPoint = "cuStreamIsCapturing")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StreamIsCapturing(nint stream, out int status);

    [LibraryImport(Driver, EntryPoint = "cuStreamEndCapture")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StreamEndCapture(nint stream, out nint graph);

    /// <summary>c10::Stream, and c10::cuda::CUDAStream around it: a device (type and index, a byte each) and a number.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 16)]
    private readonly struct TorchStream
    {
        public readonly byte DeviceType;
        public readonly sbyte DeviceIndex;
        public readonly long Id;
    }
}

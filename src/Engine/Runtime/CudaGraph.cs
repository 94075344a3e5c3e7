using System.Runtime.InteropServices;

namespace MyStyle.Engine.Runtime;

/// <summary>
/// Work on a CUDA device that was recorded once and is launched whole: one call in place of a thousand, each of which would cost
/// more than what it starts. libtorch has it (PyTorch's <c>torch.cuda.CUDAGraph</c>) and TorchSharp does not show it, so its functions
/// are called by their exported names. Where one of them is missing, nothing is recorded and everything works as without.
/// </summary>
/// <remarks>
/// A recording repeats the same kernels on the same addresses. The tensors it reads must stay where they are, and what it makes lies
/// in a pool of its own until it is disposed of. Belongs to the engine thread.
/// </remarks>
internal sealed unsafe class CudaGraph : IDisposable
{
    // libtorch's object is a few hundred bytes; its size is not exported.
    private const int Room = 1 << 14;
    private const int Alignment = 64;

    private static bool _failed;

    private readonly CudaGraphFunctions _functions;
    private void* _graph;

    private CudaGraph(CudaGraphFunctions functions)
    {
        _functions = functions;
        _graph = NativeMemory.AlignedAlloc(Room, Alignment);
        NativeMemory.Clear(_graph, Room);
        _functions.Construct(_graph);
    }

    /// <summary>Whether the settings let this process record.</summary>
    public static bool IsWanted { get; set; } = true;

    /// <summary>Whether this process can record.</summary>
    public static bool IsAvailable => IsWanted && !_failed && CudaGraphFunctions.Loaded is not null;

    /// <summary>Gives the current thread a stream of its own, if it has none: on the one all threads share nothing can be recorded.</summary>
    /// <param name="device">Index of the thread's one device.</param>
    public static void UseOwnStream(int device) => CudaGraphFunctions.Loaded?.UseOwnStream(device);

    /// <summary>
    /// Records work instead of doing it. Its shapes must have been run before on this thread, so that nothing is set up on the way;
    /// it must neither read results back nor send anything to the device.
    /// </summary>
    /// <returns>The recording, or null: then the work is to be done plainly, and nothing will be recorded in this process any more.</returns>
    public static CudaGraph? TryRecord(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!IsAvailable || CudaGraphFunctions.Loaded is not { } functions)
        {
            return null;
        }

        var graph = new CudaGraph(functions);
        functions.Begin(graph._graph);
        try
        {
            work();
        }
#pragma warning disable CA1031 // Whatever it was: done plainly, the same work shows it again if it was not the recording's fault.
        catch (Exception)
#pragma warning restore CA1031
        {
            graph.Abandon();
            return null;
        }

        // libtorch would end the process on a recording that broke on the way.
        if (!functions.IsRecording())
        {
            graph.Abandon();
            return null;
        }

        functions.End(graph._graph);
        return graph;
    }

    /// <summary>Does the work again, with what its inputs hold now. Returns before the device is done.</summary>
    public void Replay()
    {
        ObjectDisposedException.ThrowIf(_graph is null, this);
        _functions.Replay(_graph);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_graph is not null)
        {
            _functions.Destroy(_graph);
            NativeMemory.AlignedFree(_graph);
            _graph = null;
        }
    }

    /// <summary>Leaves the broken recording alone: to take it apart is what libtorch does not survive.</summary>
    private void Abandon()
    {
        _failed = true;
        _functions.Discard();
        _graph = null;
    }
}

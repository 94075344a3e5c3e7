using TorchSharp;
using static TorchSharp.torch;

namespace MyStyle.Engine.Runtime;

/// <summary>
/// Tensor work of one shape that is done again and again. On a CUDA device it is recorded after a few plain runs and replayed from then
/// on, if the pictures are small enough for the launches to be what takes the time.
/// </summary>
/// <remarks>
/// Reads its inputs where they were, so they are changed in place (<c>copy_</c>) between two runs, and what it changes (gradients) is
/// changed in place too. Belongs to the engine thread.
/// </remarks>
internal sealed class RepeatedWork : IDisposable
{
    /// <summary>cuDNN tries its algorithms in the first run of a shape and memory settles by the third.</summary>
    private const int PlainRuns = 3;

    /// <summary>Beyond this the device is busy longer than launching takes, and the memory a recording holds on to is not worth it.</summary>
    private const long MostPixels = 1024 * 1024;

    private readonly Func<Tensor> _work;
    private bool _records;
    private int _runs;
    private CudaGraph? _graph;
    private Tensor? _result;

    /// <param name="device">Where the work runs.</param>
    /// <param name="pixels">Pixels of all the pictures rendered in one run.</param>
    /// <param name="work">The work; the tensor it returns is all that is read of it.</param>
    public RepeatedWork(Device device, long pixels, Func<Tensor> work)
    {
        _work = work;
        _records = device.type == DeviceType.CUDA && pixels <= MostPixels && CudaGraph.IsAvailable;
        if (_records)
        {
            CudaGraph.UseOwnStream(device.index);
        }
    }

    /// <summary>Does the work.</summary>
    /// <returns>Its result, good until the next run; not to be disposed of.</returns>
    public Tensor Run()
    {
        if (_records && _graph is null && _runs == PlainRuns)
        {
            Record();
        }

        if (_graph is not null)
        {
            _graph.Replay();
            return _result!;
        }

        _runs++;
        return _work();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _result?.Dispose();
        _graph?.Dispose();
        _result = null;
        _graph = null;
        _records = false;
    }

    private void Record()
    {
        Tensor? result = null;
        _graph = CudaGraph.TryRecord(() =>
        {
            using var scope = NewDisposeScope();
            result = _work().DetachFromDisposeScope();
        });
        _result = result;
        if (_graph is null)
        {
            result?.Dispose();
            _result = null;
            _records = false;
        }
    }
}

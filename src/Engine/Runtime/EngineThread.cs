using System.Collections.Concurrent;

namespace MyStyle.Engine.Runtime;

/// <summary>
/// The one thread that touches tensors. Grad mode, dispose scopes and autocast flags are thread-local in libtorch and
/// TorchSharp, so work is handed over whole and runs synchronously: nothing posted here may await.
/// </summary>
public sealed class EngineThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    /// <summary>Starts the thread.</summary>
    public EngineThread()
    {
        // Autograd recurses through deep graphs; the default 8 MB main-thread stack is not promised to other threads.
        _thread = new Thread(Loop, maxStackSize: 64 << 20) { IsBackground = true, Name = "engine" };
        _thread.Start();
    }

    /// <summary>True on the engine thread itself.</summary>
    public bool IsCurrent => Thread.CurrentThread == _thread;

    /// <summary>Runs <paramref name="work"/> on the engine thread; the task ends with its result or its exception.</summary>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                completion.SetResult(work());
            }
            catch (OperationCanceledException e)
            {
                completion.SetCanceled(e.CancellationToken);
            }
#pragma warning disable CA1031 // The exception belongs to the caller, whatever it is; the thread must go on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                completion.SetException(e);
            }
        });
        return completion.Task;
    }

    /// <summary>Runs <paramref name="work"/> on the engine thread.</summary>
    public Task RunAsync(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunAsync(() =>
        {
            work();
            return true;
        });
    }

    /// <summary>Lets what was posted finish, then ends the thread.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        if (!IsCurrent)
        {
            _thread.Join();
        }

        _work.Dispose();
    }

    private void Loop()
    {
        foreach (Action action in _work.GetConsumingEnumerable())
        {
            action();
        }
    }
}

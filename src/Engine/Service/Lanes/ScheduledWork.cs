namespace MyStyle.Engine.Service.Lanes;

/// <summary>A work in the job lane. Its flags belong to the scheduler's lock.</summary>
/// <param name="id">Names it.</param>
/// <param name="work">What is done.</param>
internal sealed class ScheduledWork(string id, IWork work)
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Names it.</summary>
    public string Id => id;

    /// <summary>Whether it goes before long ones.</summary>
    public bool IsShort => work.IsShort;

    /// <summary>Whether it is held between two steps.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Set once it is to end early.</summary>
    public CancellationToken? Cancellation { get; set; }

    /// <summary>Ends when the work does, the way it does.</summary>
    public Task Ended => _completion.Task;

    /// <summary>Takes a step on the engine thread; true while more are left.</summary>
    public bool Step()
    {
        try
        {
            if (work.Step())
            {
                return true;
            }
        }
        catch (OperationCanceledException e) when (Cancellation is not null)
        {
            End(e.CancellationToken);
            return false;
        }
#pragma warning disable CA1031 // The exception belongs to who gave the order, whatever it is; the thread must go on.
        catch (Exception e)
        {
            Fail(e);
            return false;
        }

        try
        {
            work.Dispose();
            _completion.TrySetResult();
        }
        catch (Exception e)
#pragma warning restore CA1031
        {
            _completion.TrySetException(e);
        }

        return false;
    }

    /// <summary>Ends it early, on the engine thread: what it has is kept first.</summary>
    public void End(CancellationToken cancellation)
    {
        try
        {
            work.Keep();
            work.Dispose();
            _completion.TrySetCanceled(cancellation);
        }
#pragma warning disable CA1031 // A checkpoint that cannot be written is for the caller to know.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fail(e);
        }
    }

    private void Fail(Exception e)
    {
        try
        {
            work.Dispose();
        }
#pragma warning disable CA1031 // The first failure is the one that tells something.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        _completion.TrySetException(e);
    }
}

namespace MyStyle.Engine.Service.Lanes;

/// <summary>A question that waits for its turn.</summary>
/// <param name="key">Questions of one key displace each other.</param>
/// <param name="answer">Answers it, on the engine thread.</param>
internal sealed class OpenQuestion(object key, Func<object> answer)
{
    private readonly TaskCompletionSource<object?> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Questions of one key displace each other.</summary>
    public object Key => key;

    /// <summary>Ends with the answer; with null if the question was displaced.</summary>
    public Task<object?> Answered => _completion.Task;

    /// <summary>Answers it.</summary>
    public void Answer()
    {
        try
        {
            _completion.TrySetResult(answer());
        }
#pragma warning disable CA1031 // The exception belongs to who asked, whatever it is; the thread must go on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _completion.TrySetException(e);
        }
    }

    /// <summary>A newer question takes its place.</summary>
    public void Displace() => _completion.TrySetResult(null);

    /// <summary>It is not wanted any more.</summary>
    public void Withdraw(CancellationToken cancellation) => _completion.TrySetCanceled(cancellation);
}

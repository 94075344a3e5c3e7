namespace MyStyle.Engine.Service.Answers;

/// <summary>How long an answer takes on the engine thread.</summary>
/// <param name="time">Measures.</param>
internal readonly struct AnswerClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Since the question was taken up.</summary>
    public double Milliseconds => time.GetElapsedTime(_start).TotalMilliseconds;
}

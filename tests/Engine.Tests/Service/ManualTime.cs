namespace MyStyle.Engine.Tests.Service;

/// <summary>A clock that goes when it is told to.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public void Pass(int milliseconds) => Interlocked.Add(ref _now, milliseconds);
}

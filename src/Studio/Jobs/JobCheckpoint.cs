namespace MyStyle.Studio.Jobs;

/// <summary>A checkpoint that a training can be taken up from.</summary>
/// <param name="Step">Steps it holds.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="WrittenUtc">When it was written.</param>
public sealed record JobCheckpoint(long Step, long Bytes, DateTime WrittenUtc);

namespace MyStyle.Benchmarks.Viewers;

/// <summary>What the viewers have.</summary>
/// <param name="Frames">Frames that all of them got.</param>
/// <param name="Behind">Of every place, the oldest sequence number that any of them shows; 0 where one shows nothing.</param>
internal sealed record CrowdReport(long Frames, Dictionary<string, long> Behind);

namespace MyStyle.Engine.Curation;

/// <summary>The outcome of a curation; written as <c>curation.json</c>.</summary>
public sealed record CurationReport
{
    /// <summary>Version of this format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The generator's resolution.</summary>
    public required int Size { get; init; }

    /// <summary>The network that told people apart.</summary>
    public required string Embedder { get; init; }

    /// <summary>Every photo of the album, by name.</summary>
    public required IReadOnlyList<CuratedPhoto> Photos { get; init; }

    /// <summary>Groups of copies: the kept photo first.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Duplicates { get; init; }

    /// <summary>What the accepted photos cover.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>What the user should know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Why no person could be made out; null if one was.</summary>
    public string? Problem { get; init; }

    /// <summary>Files in the folder that are no photos.</summary>
    public int OtherFiles { get; init; }

    /// <summary>Photos that were known from an earlier run.</summary>
    public int Reused { get; init; }

    /// <summary>Wall-clock seconds of the run.</summary>
    public double Seconds { get; init; }

    /// <summary>Seconds spent in each stage, added over all workers.</summary>
    public required IReadOnlyDictionary<string, double> StageSeconds { get; init; }

    /// <summary>How many photos got a verdict.</summary>
    public int Count(Verdict verdict) => Photos.Count(p => p.Verdict == verdict);
}

using MyStyle.Engine.Faces;

namespace MyStyle.Engine.Curation;

/// <summary>One photo of the album and what was decided about it.</summary>
public sealed record CuratedPhoto
{
    /// <summary>Path relative to the album, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, lower case hex; empty where the file cannot be opened.</summary>
    public required string ContentHash { get; init; }

    /// <summary>What becomes of it.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why, for a person to read.</summary>
    public required string Reason { get; init; }

    /// <summary>Every measurement taken, by name: <c>size</c>, <c>chroma</c>, <c>blur</c>, <c>identity</c> …</summary>
    public IReadOnlyDictionary<string, Measurement> Scores { get; init; } = new Dictionary<string, Measurement>();

    /// <summary>The photo this one repeats.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>The aligned picture, relative to the output folder, with forward slashes; accepted photos have one.</summary>
    public string? Aligned { get; init; }

    /// <summary><c>train</c> or <c>test</c> for accepted photos.</summary>
    public string? Split { get; init; }

    /// <summary>What the user decided.</summary>
    public UserDecision? Decision { get; init; }

    /// <summary>Which of the photo's faces (0 is the largest); -1 without a face.</summary>
    public int FaceIndex { get; init; } = -1;

    /// <summary>How many faces the photo shows.</summary>
    public int FaceCount { get; init; }

    /// <summary>The judged face in the photo.</summary>
    public FaceBox? Box { get; init; }

    /// <summary>Quality and variety of the judged face.</summary>
    public FaceMeasures? Measures { get; init; }

    /// <summary>Remarks that do not change the verdict.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

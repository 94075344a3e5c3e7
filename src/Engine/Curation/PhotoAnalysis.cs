namespace MyStyle.Engine.Curation;

/// <summary>Everything that was learned from the bytes of one photo. Depends on nothing else, so it is kept by content hash.</summary>
public sealed record PhotoAnalysis
{
    /// <summary>SHA-256 of the file, lower case hex.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Why the file cannot be used at all; null if it can be read.</summary>
    public string? Failure { get; init; }

    /// <summary>Length of the file.</summary>
    public long Bytes { get; init; }

    /// <summary>Columns of the upright photo.</summary>
    public int Width { get; init; }

    /// <summary>Rows of the upright photo.</summary>
    public int Height { get; init; }

    /// <summary>Strength of JPEG blocks in the largest face, 1 without; 0 where the photo was decoded reduced and blocks cannot be seen.</summary>
    public double Blockiness { get; init; }

    /// <summary>Share of the whole photo's edges that are soft, as <see cref="FaceMeasures.Blur"/>; measured where no face is seen, else 0.</summary>
    public double Blur { get; init; }

    /// <summary>Confidence of the best thing that looked like a face at first and not at the second look; 0 without.</summary>
    public double FaceHint { get; init; }

    /// <summary>Hash of what the photo looks like.</summary>
    public PerceptualHash Look { get; init; }

    /// <summary>Whether the photo was searched for every face.</summary>
    public bool Exhausted { get; init; }

    /// <summary>The faces, the largest first.</summary>
    public IReadOnlyList<AnalysedFace> Faces { get; init; } = [];
}

namespace MyStyle.Engine.Faces;

/// <summary>Cosines above which an embedding network's answer is yes.</summary>
public sealed record FaceThresholds
{
    /// <summary>Two photos show one person; errors either way equally likely.</summary>
    public required double SamePerson { get; init; }

    /// <summary>Two photos show one person; one different pair in a thousand passes.</summary>
    public required double SamePersonStrict { get; init; }

    /// <summary>A photo belongs to an album: the median cosine to the album's photos.</summary>
    public required double Album { get; init; }

    /// <summary>Two photos are nearly the same picture (the paper's 0.9 in an ArcFace-like space).</summary>
    public required double Duplicate { get; init; }

    /// <summary>The same, keeping different shots of a burst.</summary>
    public required double DuplicateStrict { get; init; }
}

namespace MyStyle.Engine.Faces;

/// <summary>When the detector believes a face, and how long it searches.</summary>
public sealed record FaceDetectorOptions
{
    /// <summary>Least confidence when looking at the whole picture.</summary>
    public double MinimumScore { get; init; } = 0.5;

    /// <summary>Least confidence when looking at a tile; higher, because many tiles mean many chances to be wrong.</summary>
    public double MinimumTileScore { get; init; } = 0.7;

    /// <summary>Sides of the tiles as shares of the longer side, one round of looks each, until something is found.</summary>
    public IReadOnlyList<double> TileShares { get; init; } = [0.6, 0.35];

    /// <summary>A tile with fewer pixels a side would only be enlarged noise.</summary>
    public int MinimumTile { get; init; } = 120;

    /// <summary>No tiles once there is a face of at least this share of the longer side.</summary>
    public double LargeShare { get; init; } = 0.12;
}

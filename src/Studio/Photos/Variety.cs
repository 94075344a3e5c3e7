namespace MyStyle.Studio.Photos;

/// <summary>How much the accepted photos of an album differ, as it is kept beside the album's curation.</summary>
/// <param name="Key">Of which photos, by content.</param>
/// <param name="MeanDistance">Mean perceptual distance over all pairs.</param>
/// <param name="Network">What measured it.</param>
/// <param name="Pictures">How many pictures were compared.</param>
internal sealed record Variety(string Key, double MeanDistance, string Network, int Pictures);

namespace MyStyle.Studio.Editing;

/// <summary>What a desk works on, as paths.</summary>
/// <param name="PersonFolder">The generator's folder.</param>
/// <param name="CodePath">The code's file; null for the middle of the anchors.</param>
/// <param name="Sliders">Names and vectors of the directions, by key.</param>
internal sealed record EditScene(string PersonFolder, string? CodePath, IReadOnlyDictionary<Guid, (string Name, double[] Vector)> Sliders);

using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Workshop;

/// <summary>An aligned photo of the reference set.</summary>
/// <param name="Name">Its file's name without folders; anchors keep it for life.</param>
/// <param name="Image">The aligned square at the generator's resolution.</param>
/// <param name="Sha256">Hash of the file it came from, if it came from one.</param>
public sealed record NamedPhoto(string Name, RgbImage Image, string? Sha256 = null);

using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Faces;

/// <summary>A face cut out of a photo as the generator expects it, with the way back.</summary>
/// <param name="Image">The aligned picture, a square.</param>
/// <param name="Alignment">Where in the photo it came from.</param>
public sealed record AlignedFace(RgbImage Image, Alignment Alignment);

using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Workshop;

/// <summary>One picture of an editing strip.</summary>
/// <param name="Step">Its coordinates and how they came about.</param>
/// <param name="Image">The rendering.</param>
/// <param name="Identity">Cosine to the nearest reference photo; null without face descriptors.</param>
/// <param name="NearestPhoto">Which photo that is.</param>
public sealed record EditedPicture(EditStep Step, RgbImage Image, double? Identity, string? NearestPhoto);

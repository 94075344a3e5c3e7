using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Workshop;

/// <summary>A newly made picture of a person.</summary>
/// <param name="Image">The picture.</param>
/// <param name="Code">Its code, the same on every layer.</param>
/// <param name="Identity">Cosine to the nearest reference photo that it was not made from; null without face descriptors.</param>
/// <param name="NearestPhoto">Which photo that is.</param>
public sealed record PersonalSample(RgbImage Image, PersonalCode Code, double? Identity, string? NearestPhoto);

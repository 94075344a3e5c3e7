using MyStyle.Studio.Directions;
using MyStyle.Studio.Editing;

namespace MyStyle.Studio.Components.Editing;

/// <summary>A sweep as the form asks for it.</summary>
/// <param name="Slider">The slider that moves.</param>
/// <param name="From">Theta at the start.</param>
/// <param name="To">Theta at the end.</param>
/// <param name="Frames">How many pictures.</param>
/// <param name="Format">How it is kept.</param>
public sealed record SweepWish(DirectionView Slider, double From, double To, int Frames, SweepFormat Format);

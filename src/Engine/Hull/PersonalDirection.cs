namespace MyStyle.Engine.Hull;

/// <summary>A direction of W expressed in the person's coordinates (section 3.4).</summary>
/// <param name="Gamma">Coordinates over the anchors, N numbers: moving alpha by theta gamma moves w by theta times the projected direction.</param>
/// <param name="Projected">The direction's projection, k numbers: what is left of it inside the person's space.</param>
/// <param name="Cosine">Between the direction and its projection, 0 to 1: how much of the direction this person's photos can express.</param>
/// <param name="Form">Which space it was projected onto.</param>
public sealed record PersonalDirection(double[] Gamma, double[] Projected, double Cosine, DirectionForm Form);

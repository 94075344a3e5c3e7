namespace MyStyle.Engine.Restoration;

/// <summary>How generated pixels are set into a photo.</summary>
public enum BlendMode
{
    /// <summary>Generated inside the hole, the photo elsewhere (section 5.2.1). Every pixel outside the hole stays as it is.</summary>
    Copy,

    /// <summary>As copy, fading out over a few pixels around the hole.</summary>
    Feathered,

    /// <summary>
    /// Generated gradients inside the slightly widened hole, the photo's colours at its edge (Poisson cloning, as the reference
    /// does): hides a difference in tone, and may carry a tone into the hole.
    /// </summary>
    Poisson,
}

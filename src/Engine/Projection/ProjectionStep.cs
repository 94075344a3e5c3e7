namespace MyStyle.Engine.Projection;

/// <summary>What one step of a projection saw, a value a picture, before the update.</summary>
/// <param name="Step">Steps taken so far, this one included.</param>
/// <param name="Lpips">Perceptual distance of the degraded rendering from the input.</param>
/// <param name="L2">Mean squared difference of the same.</param>
/// <param name="Penalty">Eqs. 6 and 7, weighted.</param>
public sealed record ProjectionStep(long Step, float[] Lpips, float[] L2, float[] Penalty);

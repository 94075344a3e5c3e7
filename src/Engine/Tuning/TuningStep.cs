namespace MyStyle.Engine.Tuning;

/// <summary>What one optimiser step of a tuning saw.</summary>
/// <param name="Step">Steps taken so far, this one included.</param>
/// <param name="TotalSteps">Steps of the whole run.</param>
/// <param name="Pass">Pass the step belongs to, from 1.</param>
/// <param name="Loss">Mean of eq. 1 over the batch, before the update.</param>
/// <param name="Lpips">Its perceptual part.</param>
/// <param name="L2">Its pixel part.</param>
public sealed record TuningStep(long Step, long TotalSteps, int Pass, double Loss, double Lpips, double L2);

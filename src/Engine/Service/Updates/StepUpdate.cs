namespace MyStyle.Engine.Service.Updates;

/// <summary>A step was taken.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="TotalSteps">Of how many.</param>
/// <param name="Loss">The whole loss.</param>
/// <param name="Lpips">Its perceptual part; of the first candidate where there are several.</param>
/// <param name="L2">Its squared error.</param>
/// <param name="Pass">Visits of every photo so far; 0 outside trainings.</param>
public sealed record StepUpdate(long Step, long TotalSteps, double Loss, double Lpips, double L2, int Pass = 0) : EngineUpdate;

namespace MyStyle.Studio.Jobs.Orders;

/// <summary>Makes a prior of a person's accepted photos; photos of the split <c>test</c> only measure.</summary>
/// <param name="Preset">quick, standard, paper or custom.</param>
/// <param name="Passes">Visits of every photo.</param>
/// <param name="BatchSize">Photos a step.</param>
/// <param name="LearningRate">Adam's step size at the start.</param>
/// <param name="L2Weight">Weight of L2 beside LPIPS.</param>
/// <param name="Patience">Passes without progress on the held-out photos after which it ends; null never ends it early.</param>
/// <param name="Seed">Fixes the order of the photos.</param>
/// <param name="Prior">The prior, by catalogue name or path.</param>
/// <param name="LeftOut">Photos to leave out although they are accepted.</param>
/// <param name="ResumeFrom">A training whose checkpoint this one continues; null starts anew.</param>
/// <param name="ResumeStep">Which of its checkpoints, by the steps it holds; null for the newest.</param>
public sealed record TrainPersonOrder(
    string Preset, int Passes, int BatchSize, double LearningRate, double L2Weight, int? Patience, long Seed, string Prior,
    IReadOnlyList<Guid> LeftOut, Guid? ResumeFrom = null, long? ResumeStep = null) : StudioOrder;

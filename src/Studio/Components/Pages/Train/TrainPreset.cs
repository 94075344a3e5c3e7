using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Components.Pages.Train;

/// <summary>A way to train, in plain words.</summary>
/// <param name="Key">Its name in orders.</param>
/// <param name="Title">What the choice says.</param>
/// <param name="Gives">What one gets for the time.</param>
/// <param name="Passes">Visits of every photo.</param>
/// <param name="BatchSize">Photos a step.</param>
/// <param name="LearningRate">Adam's step size at the start.</param>
/// <param name="Patience">Passes without progress on the held-out photos after which it ends; null never ends it early.</param>
public sealed record TrainPreset(string Key, string Title, string Gives, int Passes, int BatchSize, double LearningRate, int? Patience)
{
    /// <summary>The presets, the shortest first.</summary>
    public static IReadOnlyList<TrainPreset> All { get; } =
    [
        new("quick", "Quick", "A first look: the person is recognisable.", 8, 4, 1e-3, null),
        new("standard", "Standard", "The person as well as this prior can draw them.", 24, 4, 1e-3, null),
        new("paper", "As in the paper", "A thousand visits a photo, one at a time, at a constant rate. For a GPU; ends early when held-out photos stop getting better.", 1000, 1, 3e-4, 40),
    ];

    /// <summary>The order for a person.</summary>
    public TrainPersonOrder ToOrder(string prior, IReadOnlyList<Guid> leftOut, Guid? resumeFrom = null) =>
        new(Key, Passes, BatchSize, LearningRate, 1, Patience, 2, prior, leftOut, resumeFrom);
}

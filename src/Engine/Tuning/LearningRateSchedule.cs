namespace MyStyle.Engine.Tuning;

/// <summary>How a step size goes over a run.</summary>
public enum LearningRateSchedule
{
    /// <summary>The same throughout, as in the reference.</summary>
    Constant,

    /// <summary>Constant for the first half, then down to a hundredth along a half cosine: the last steps settle instead of wandering.</summary>
    Cosine,
}

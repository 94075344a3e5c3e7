namespace MyStyle.Engine.Optimisation;

/// <summary>How a step size goes over a run.</summary>
public enum LearningRateSchedule
{
    /// <summary>The same throughout, as in the reference.</summary>
    Constant,

    /// <summary>Constant for the first half, then down to a hundredth along a half cosine: the last steps settle instead of wandering.</summary>
    Cosine,

    /// <summary>Up over the first twentieth, down to zero along a half cosine over the last quarter: StyleGAN2's projector.</summary>
    Projector,
}

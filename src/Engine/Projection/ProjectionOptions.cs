using MyStyle.Engine.Optimisation;

namespace MyStyle.Engine.Projection;

/// <summary>How pictures are projected into the personal prior (section 3.3, B.3).</summary>
public sealed record ProjectionOptions
{
    /// <summary>Where to search.</summary>
    public LatentSpace Space { get; init; } = LatentSpace.AlphaPlus;

    /// <summary>Allowed dilation of the hull (eq. 2); null for unbounded. 0.02 for inpainting and editing, 0.05 for super-resolution.</summary>
    public double? Beta { get; init; } = 0.02;

    /// <summary>Optimiser steps.</summary>
    public int Steps { get; init; } = 300;

    /// <summary>Adam's step size in alpha space (or in W).</summary>
    public double LearningRate { get; init; } = 1e-2;

    /// <summary>How the step size goes over the run.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>lambda of the pixel term (eq. 1).</summary>
    public double L2Weight { get; init; } = 1;

    /// <summary>Weight of eq. 6, the penalty that draws the free coordinates towards a sum of one.</summary>
    public double SumWeight { get; init; } = 1;

    /// <summary>lambda of eq. 7, the penalty on the offsets of the layers from each other.</summary>
    public double OffsetWeight { get; init; } = 10;

    /// <summary>Share of the layers, from the coarsest, that eq. 7 acts on: 12 of 18 at 1024 px.</summary>
    public double OffsetLayerShare { get; init; } = 12 / 18.0;

    /// <summary>How the sum of one is kept.</summary>
    public SumConstraint SumConstraint { get; init; } = SumConstraint.ScaledSimplex;

    /// <summary>
    /// Which of many answers, where the picture leaves room for more than one: 0 for the plain one; any other number picks a model,
    /// an anchor not unlike the picture, for what is left open. Alpha space only.
    /// </summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// How strongly a candidate is drawn to its model: weight of the mean squared difference in the hole. Without a hole a twentieth
    /// of it is the weight of the squared distance in alpha.
    /// </summary>
    public double Spread { get; init; } = 1;

    /// <summary>As google/mystyle runs it: 1000 steps at a constant rate, division by the sum in every step.</summary>
    public static ProjectionOptions Reference { get; } = new()
    {
        Beta = 0.03,
        Steps = 1000,
        LearningRate = 5e-3,
        Schedule = LearningRateSchedule.Constant,
        SumWeight = 10,
        SumConstraint = SumConstraint.DivideEveryStep,
        // The official code penalises rows 0 to 11 whatever their number; at 1024 px that is the same share.
        OffsetLayerShare = 12 / 18.0,
    };

    /// <summary>
    /// As the paper words it: the schedule of StyleGAN2's projector (0.1, ramped up over a twentieth and down over a quarter of
    /// the run), an unweighted eq. 6, normalisation of the result. The projector's noise terms are left out: the noise maps are
    /// part of the personal prior.
    /// </summary>
    public static ProjectionOptions Paper { get; } = new()
    {
        Steps = 1000,
        LearningRate = 0.1,
        Schedule = LearningRateSchedule.Projector,
        SumConstraint = SumConstraint.DivideResult,
    };
}

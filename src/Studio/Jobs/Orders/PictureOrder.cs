using MyStyle.Engine.Service.Orders;

namespace MyStyle.Studio.Jobs.Orders;

/// <summary>Projects a workpiece into the person's prior.</summary>
/// <param name="Task">What for.</param>
/// <param name="Workpiece">Which.</param>
/// <param name="Generator">With which generator; null for the person's own.</param>
/// <param name="MaskSha">The mask to fill; for inpainting.</param>
/// <param name="Factor">Reduces a large picture by this much before it is enlarged again, to try it; null takes the small picture as it is.</param>
/// <param name="Degradation">What befell the picture, such as <c>blur:2,jpeg</c>; for restoration.</param>
/// <param name="Betas">Allowed dilations, one candidate each; null stands for unbounded.</param>
/// <param name="Seeds">Start of each candidate's search.</param>
/// <param name="Steps">Optimiser steps.</param>
/// <param name="Blend">copy, feathered or poisson.</param>
/// <param name="CompareWithPrior">Whether the untuned prior does the same beside it.</param>
/// <param name="IsGhostStrip">Whether it is the ghost strip's run: its results are shown by the dial and not listed.</param>
public sealed record PictureOrder(
    PictureTask Task, Guid Workpiece, Guid? Generator, string? MaskSha, int? Factor, string? Degradation, IReadOnlyList<double?> Betas,
    IReadOnlyList<long> Seeds, int Steps, string Blend, bool CompareWithPrior, bool IsGhostStrip = false) : StudioOrder;

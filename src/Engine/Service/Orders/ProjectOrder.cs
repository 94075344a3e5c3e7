namespace MyStyle.Engine.Service.Orders;

/// <summary>Projects one picture into a person's prior (3.3): inversion, inpainting, enlargement, restoration.</summary>
public sealed record ProjectOrder : EngineOrder
{
    /// <summary>The trained person's folder.</summary>
    public required string PersonFolder { get; init; }

    /// <summary>What for.</summary>
    public required PictureTask Task { get; init; }

    /// <summary>The aligned square, at the generator's resolution; for <see cref="PictureTask.Upscale"/> the small square.</summary>
    public required string PicturePath { get; init; }

    /// <summary>White where it is to be filled, of the picture's size; for <see cref="PictureTask.Inpaint"/>.</summary>
    public string? MaskPath { get; init; }

    /// <summary>What befell the picture, as text such as <c>blur:2,jpeg</c> (a kind without a number is estimated); for <see cref="PictureTask.Restore"/>.</summary>
    public string? Degradation { get; init; }

    /// <summary>Allowed dilations, one candidate each; null stands for unbounded.</summary>
    public IReadOnlyList<double?> Betas { get; init; } = [0.02];

    /// <summary>Start of each candidate's search at each beta; 0 is the plain one.</summary>
    public IReadOnlyList<ulong> Seeds { get; init; } = [0];

    /// <summary>Optimiser steps.</summary>
    public int Steps { get; init; } = 300;

    /// <summary>How a filling is set in: copy, feathered or poisson.</summary>
    public string Blend { get; init; } = "poisson";

    /// <summary>Whether the untuned prior does the same beside it, to show what the person adds.</summary>
    public bool CompareWithPrior { get; init; }

    /// <summary>Steps between two frames.</summary>
    public int FrameEvery { get; init; } = 5;
}

using MyStyle.Engine.Faces;
using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Workshop;

/// <summary>A photo found in a person's prior, kept so that it need not be searched for again.</summary>
public sealed record PhotoInversion
{
    /// <summary>The photo's file name, without a folder.</summary>
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the photo's file in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Where in the photo the aligned square was cut out; null if the photo was aligned already.</summary>
    public Alignment? Alignment { get; init; }

    /// <summary>The coordinates over the anchors (alpha-plus), [layers, N], in the order of the person's photos.</summary>
    public required RowMatrix Alpha { get; init; }

    /// <summary>The dilation allowed.</summary>
    public required double Beta { get; init; }

    /// <summary>The least dilation that holds the code.</summary>
    public required double EffectiveBeta { get; init; }

    /// <summary>Perceptual distance of the rendering from the aligned photo.</summary>
    public required double Lpips { get; init; }

    /// <summary>Mean squared difference of the same, pixels in [-1, 1].</summary>
    public required double L2 { get; init; }

    /// <summary>Cosine of the rendering to the nearest reference photo; null if it was not measured.</summary>
    public double? Identity { get; init; }

    /// <summary>Optimiser steps of the search.</summary>
    public required int Steps { get; init; }
}

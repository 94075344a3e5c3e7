using MyStyle.Studio.Data;

namespace MyStyle.Studio.Results;

/// <summary>A picture to be kept as a result: an edit, a sweep, a sample, a walk.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">The picture's file.</param>
/// <param name="MediaType">image/png, image/jpeg, image/webp or image/gif.</param>
/// <param name="ParametersJson">Every parameter, as JSON: enough to do it again.</param>
public sealed record NewResult(ResultKind Kind, byte[] Bytes, string MediaType, string ParametersJson)
{
    /// <summary>The generator that made it.</summary>
    public Guid? Generator { get; init; }

    /// <summary>The workpiece it comes from.</summary>
    public Guid? Workpiece { get; init; }

    /// <summary>Its code, a row that is there already.</summary>
    public Guid? Code { get; init; }

    /// <summary>Cosine to the nearest reference photo.</summary>
    public double? Identity { get; init; }

    /// <summary>Which photo that is, by name.</summary>
    public string? NearestPhoto { get; init; }

    /// <summary>The dilation that was allowed; null for unbounded.</summary>
    public double? AllowedBeta { get; init; }

    /// <summary>The dilation its code needs.</summary>
    public double? EffectiveBeta { get; init; }

    /// <summary>Start of its random sequence.</summary>
    public long Seed { get; init; }

    /// <summary>Whether the user keeps it already.</summary>
    public bool IsKept { get; init; }
}

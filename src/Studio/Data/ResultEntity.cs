namespace MyStyle.Studio.Data;

/// <summary>A picture that was made, with everything it was made of.</summary>
public sealed class ResultEntity
{
    /// <summary>Key.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Whose.</summary>
    public Guid PersonId { get; set; }

    /// <summary>The generator that made it; null if that is gone.</summary>
    public Guid? GeneratorId { get; set; }

    /// <summary>The workpiece it comes from; null for a sample or a walk.</summary>
    public Guid? WorkpieceId { get; set; }

    /// <summary>The job that made it; null if none did.</summary>
    public Guid? JobId { get; set; }

    /// <summary>Its code; null where there is none.</summary>
    public Guid? CodeId { get; set; }

    /// <summary>What it is.</summary>
    public ResultKind Kind { get; set; }

    /// <summary>Content hash of the picture.</summary>
    public required string PictureSha { get; set; }

    /// <summary>Its media type.</summary>
    public required string MediaType { get; set; }

    /// <summary>Content hash of what the generator made, before blending; null if that is the picture.</summary>
    public string? RenderingSha { get; set; }

    /// <summary>Content hash of the mask that was filled; null without one.</summary>
    public string? MaskSha { get; set; }

    /// <summary>Every parameter, as JSON: enough to do it again.</summary>
    public required string ParametersJson { get; set; }

    /// <summary>Distance from the input where it is known.</summary>
    public double? Lpips { get; set; }

    /// <summary>Cosine to the nearest reference photo.</summary>
    public double? Identity { get; set; }

    /// <summary>Which photo that is, by name.</summary>
    public string? NearestPhoto { get; set; }

    /// <summary>The dilation that was allowed; null for unbounded.</summary>
    public double? AllowedBeta { get; set; }

    /// <summary>The dilation its code needs.</summary>
    public double? EffectiveBeta { get; set; }

    /// <summary>Start of its random sequence.</summary>
    public long Seed { get; set; }

    /// <summary>Whether the untuned prior made it, for comparison.</summary>
    public bool IsComparison { get; set; }

    /// <summary>Whether the user kept it; what is not kept may be discarded.</summary>
    public bool IsKept { get; set; }

    /// <summary>Whether the user discarded it; it is hidden and can be brought back until the picture is removed.</summary>
    public bool IsDiscarded { get; set; }

    /// <summary>When it was made.</summary>
    public DateTime CreatedUtc { get; set; }
}

namespace MyStyle.Studio.Data;

/// <summary>Coordinates of one picture over the anchors of one generator.</summary>
public sealed class CodeEntity
{
    /// <summary>Key.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Whose.</summary>
    public Guid PersonId { get; set; }

    /// <summary>The generator whose anchors count.</summary>
    public Guid GeneratorId { get; set; }

    /// <summary>The workpiece it renders; null for a sample or a walk.</summary>
    public Guid? WorkpieceId { get; set; }

    /// <summary>Rows: 1, or one a layer.</summary>
    public int Layers { get; set; }

    /// <summary>Content hash of the code file among the person's pictures (safetensors).</summary>
    public required string FileSha { get; set; }

    /// <summary>The dilation that was allowed; null for unbounded.</summary>
    public double? AllowedBeta { get; set; }

    /// <summary>The dilation it needs.</summary>
    public double EffectiveBeta { get; set; }

    /// <summary>When it was found.</summary>
    public DateTime CreatedUtc { get; set; }
}

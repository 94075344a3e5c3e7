namespace MyStyle.Studio.Data;

/// <summary>A direction of W: a slider.</summary>
public sealed class DirectionEntity
{
    /// <summary>Key.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Whose; null for one that goes with a prior.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>The prior it belongs to, by catalogue name or path.</summary>
    public required string Prior { get; set; }

    /// <summary>What the slider is called.</summary>
    public required string Name { get; set; }

    /// <summary>bundled, groups, attribute or imported.</summary>
    public required string Source { get; set; }

    /// <summary>The vector, dim W numbers in single precision, little-endian.</summary>
    public required byte[] Vector { get; set; }

    /// <summary>Cross-validated accuracy; null where it does not apply.</summary>
    public double? Accuracy { get; set; }

    /// <summary>Cross-validated area under the curve; null where it does not apply.</summary>
    public double? Auc { get; set; }

    /// <summary>Cross-validated correlation; null where it does not apply.</summary>
    public double? Correlation { get; set; }

    /// <summary>Between the direction and its projection into the person's space; null for a prior's.</summary>
    public double? Cosine { get; set; }

    /// <summary>What it was learned from, as JSON.</summary>
    public string ParametersJson { get; set; } = "{}";

    /// <summary>When it was made.</summary>
    public DateTime CreatedUtc { get; set; }
}

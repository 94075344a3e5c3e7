namespace MyStyle.Studio.Data;

/// <summary>A tuned generator of a person, with its anchors: a person folder of the engine.</summary>
public sealed class GeneratorEntity
{
    /// <summary>Key.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Whose.</summary>
    public Guid PersonId { get; set; }

    /// <summary>Content hash of the weights; names the folder below the person's <c>generators</c>.</summary>
    public required string Sha256 { get; set; }

    /// <summary>What the user calls it: the preset, or the photo it was refined on.</summary>
    public required string Title { get; set; }

    /// <summary>The generator this one was refined from; null for a trained one.</summary>
    public Guid? RefinedFromId { get; set; }

    /// <summary>The workpiece it was refined on; null for a trained one.</summary>
    public Guid? RefinedOnId { get; set; }

    /// <summary>When it was finished.</summary>
    public DateTime CreatedUtc { get; set; }

    /// <summary>Bytes on disk.</summary>
    public long Bytes { get; set; }

    /// <summary>Side of its pictures.</summary>
    public int Resolution { get; set; }

    /// <summary>Catalogue name of the prior.</summary>
    public required string Prior { get; set; }

    /// <summary>The perceptual network that tuned it.</summary>
    public required string PerceptualNetwork { get; set; }

    /// <summary>Everything it was tuned with, as JSON.</summary>
    public required string ParametersJson { get; set; }

    /// <summary>Mean distance of the photos before.</summary>
    public double? LpipsBefore { get; set; }

    /// <summary>And after.</summary>
    public double? LpipsAfter { get; set; }

    /// <summary>Mean cosine to the own photo before.</summary>
    public double? IdentityBefore { get; set; }

    /// <summary>And after.</summary>
    public double? IdentityAfter { get; set; }

    /// <summary>Photos that it renders far worse than the others, as a JSON list of names.</summary>
    public string WorstJson { get; set; } = "[]";

    /// <summary>Its anchors.</summary>
    public List<AnchorEntity> Anchors { get; } = [];
}

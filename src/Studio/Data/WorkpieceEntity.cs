namespace MyStyle.Studio.Data;

/// <summary>A picture opened in the studio: aligned, perhaps with a mask, perhaps inverted.</summary>
public sealed class WorkpieceEntity
{
    /// <summary>Key.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>In whose studio.</summary>
    public Guid PersonId { get; set; }

    /// <summary>What the file was called.</summary>
    public required string FileName { get; set; }

    /// <summary>Content hash of the photo as it came.</summary>
    public required string OriginalSha { get; set; }

    /// <summary>Its media type.</summary>
    public required string OriginalMediaType { get; set; }

    /// <summary>Content hash of the aligned square at the generator's resolution (PNG).</summary>
    public required string AlignedSha { get; set; }

    /// <summary>Where the square was cut out: JSON of the engine's <c>Alignment</c>; null if the photo was aligned already.</summary>
    public string? AlignmentJson { get; set; }

    /// <summary>Side of the small square when it is a low-resolution picture; 0 otherwise.</summary>
    public int SmallSide { get; set; }

    /// <summary>Content hash of the small square (PNG).</summary>
    public string? SmallSha { get; set; }

    /// <summary>Median cosine to the reference photos; null without a face.</summary>
    public double? MedianCosine { get; set; }

    /// <summary>Whether it is probably somebody else (figure 12).</summary>
    public bool ProbablySomebodyElse { get; set; }

    /// <summary>What was done to align it, in a sentence.</summary>
    public string? Remark { get; set; }

    /// <summary>Content hash of the mask as last painted (PNG, white is filled); null without one.</summary>
    public string? MaskSha { get; set; }

    /// <summary>Whether it is one of the sample person's test photos or a photo of the album.</summary>
    public bool IsFromAlbum { get; set; }

    /// <summary>When it was opened.</summary>
    public DateTime CreatedUtc { get; set; }

    /// <summary>When it was last worked on.</summary>
    public DateTime UpdatedUtc { get; set; }
}

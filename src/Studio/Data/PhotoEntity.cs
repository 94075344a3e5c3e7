namespace MyStyle.Studio.Data;

/// <summary>One photo of an album.</summary>
public sealed class PhotoEntity
{
    /// <summary>Key.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Whose album.</summary>
    public Guid PersonId { get; set; }

    /// <summary>What the file was called when it came; never a path.</summary>
    public required string FileName { get; set; }

    /// <summary>Content hash; unique in an album.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Ending of the stored file, with its dot.</summary>
    public required string Extension { get; set; }

    /// <summary>Size of the file.</summary>
    public long Bytes { get; set; }

    /// <summary>Pixels, as it is shown.</summary>
    public int Width { get; set; }

    /// <summary>Pixels, as it is shown.</summary>
    public int Height { get; set; }

    /// <summary>When it came.</summary>
    public DateTime AddedUtc { get; set; }

    /// <summary>What curation made of it, by the name of <c>VerdictNames</c>; null until it was looked at.</summary>
    public string? Verdict { get; set; }

    /// <summary>Why, in a sentence.</summary>
    public string? Reason { get; set; }

    /// <summary>The numbers behind it, as JSON by name: value, threshold, passed.</summary>
    public string ScoresJson { get; set; } = "{}";

    /// <summary>What the face measures, as JSON of <c>FaceMeasures</c>; null without a face.</summary>
    public string? MeasuresJson { get; set; }

    /// <summary>Remarks that do not decide, as a JSON list.</summary>
    public string RemarksJson { get; set; } = "[]";

    /// <summary>The photo this one repeats; null if none.</summary>
    public Guid? DuplicateOfId { get; set; }

    /// <summary>train or test; null if it is in neither.</summary>
    public string? Split { get; set; }

    /// <summary>Path of the aligned picture below the person's folder; null without a face.</summary>
    public string? AlignedPath { get; set; }

    /// <summary>What the user said, by the name of <c>UserDecision</c>; null if nothing.</summary>
    public string? Decision { get; set; }

    /// <summary>When.</summary>
    public DateTime? DecidedUtc { get; set; }
}

namespace MyStyle.Studio.Workpieces;

/// <summary>An opened picture as pages show it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Person">In whose studio.</param>
/// <param name="FileName">What the file was called.</param>
/// <param name="OriginalSha">Content hash of the photo as it came.</param>
/// <param name="AlignedSha">Content hash of the aligned square.</param>
/// <param name="Placement">Where the square was cut out of the photo; null if the photo was aligned already.</param>
/// <param name="PhotoWidth">Columns of the photo; 0 if it was aligned already.</param>
/// <param name="PhotoHeight">Rows of the photo; 0 if it was aligned already.</param>
/// <param name="SmallSide">Side of the small square when it is a low-resolution picture; 0 otherwise.</param>
/// <param name="SmallSha">Content hash of the small square.</param>
/// <param name="MedianCosine">Median cosine to the reference photos; null without a face.</param>
/// <param name="ProbablySomebodyElse">Whether it is probably somebody else (figure 12).</param>
/// <param name="Remark">What was done to align it.</param>
/// <param name="MaskSha">Content hash of the mask as last painted; null without one.</param>
/// <param name="IsFromAlbum">Whether it is a photo of the album or one of the sample person's test photos.</param>
/// <param name="CreatedUtc">When it was opened.</param>
/// <param name="UpdatedUtc">When it was last worked on.</param>
public sealed record WorkpieceView(
    Guid Id, Guid Person, string FileName, string OriginalSha, string AlignedSha, SquarePlacement? Placement, int PhotoWidth, int PhotoHeight,
    int SmallSide, string? SmallSha, double? MedianCosine, bool ProbablySomebodyElse, string? Remark, string? MaskSha, bool IsFromAlbum,
    DateTime CreatedUtc, DateTime UpdatedUtc);

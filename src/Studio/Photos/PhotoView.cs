using MyStyle.Engine.Curation;

namespace MyStyle.Studio.Photos;

/// <summary>A photo as the album's grid shows it.</summary>
/// <param name="Id">Key.</param>
/// <param name="FileName">What the file was called.</param>
/// <param name="Sha256">Content hash.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Width">Pixels, as it is shown; 0 if unknown.</param>
/// <param name="Height">Pixels, as it is shown; 0 if unknown.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="IsAccepted">Whether it belongs to the reference set.</param>
/// <param name="Verdict">What curation made of it: accept, duplicate, wrong_identity, low_quality …; null if nobody has looked yet.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Scores">The numbers behind it, by name.</param>
/// <param name="Measures">What the face measures; null without a face.</param>
/// <param name="Remarks">Remarks that do not decide.</param>
/// <param name="DuplicateOf">The photo this one repeats.</param>
/// <param name="Split">train or test; null if it is in neither.</param>
/// <param name="HasAligned">Whether there is an aligned picture.</param>
/// <param name="HasThumbnail">Whether there is a small picture: not of a file that cannot be read.</param>
/// <param name="Decision">What the user said; null if nothing.</param>
/// <param name="AddedUtc">When it came.</param>
public sealed record PhotoView(
    Guid Id, string FileName, string Sha256, long Bytes, int Width, int Height, PhotoStanding Standing, bool IsAccepted, string? Verdict, string? Reason,
    IReadOnlyDictionary<string, Measurement> Scores, FaceMeasures? Measures, IReadOnlyList<string> Remarks, Guid? DuplicateOf, string? Split,
    bool HasAligned, bool HasThumbnail, UserDecision? Decision, DateTime AddedUtc);

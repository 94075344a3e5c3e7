using MyStyle.Engine.Curation;

namespace MyStyle.Studio.Photos;

/// <summary>An album with everything its page shows.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Photos">In the order they came.</param>
/// <param name="Counts">How many stand where.</param>
/// <param name="Groups">Groups of copies.</param>
/// <param name="DuplicateThreshold">The likeness from which two photos count as the same picture.</param>
/// <param name="Coverage">What the accepted photos cover; null until curation came to its end once.</param>
/// <param name="Warnings">What the user should know.</param>
/// <param name="Curation">How the curation stands.</param>
/// <param name="Undo">What would be taken back, in words; null if there is nothing.</param>
/// <param name="Redo">What would be done again, in words; null if there is nothing.</param>
/// <param name="IsMeasuring">Whether the mean distance of the accepted photos is being measured; it comes into the coverage by itself.</param>
public sealed record AlbumView(
    Guid Person, IReadOnlyList<PhotoView> Photos, AlbumCounts Counts, IReadOnlyList<DuplicateGroup> Groups, double DuplicateThreshold,
    Coverage? Coverage, IReadOnlyList<string> Warnings, CurationView Curation, string? Undo, string? Redo, bool IsMeasuring = false);

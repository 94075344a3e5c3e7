using MyStyle.Engine.Curation;

namespace MyStyle.Studio.Photos;

/// <summary>The albums: files that come in, what curation makes of them, what the user says. Safe to call from any thread.</summary>
public interface IPhotos
{
    /// <summary>Told, on any thread, when photos came, went or got another verdict, and a few times a second while curation runs.</summary>
    event Action<AlbumChange>? Changed;

    /// <summary>An album with everything its page shows; empty if there is no such person.</summary>
    Task<AlbumView> GetAsync(Guid person, CancellationToken cancellation = default);

    /// <summary>How the curation of an album stands. Cheap.</summary>
    CurationView Curation(Guid person);

    /// <summary>Says which files of a batch need not be sent and which would not be taken.</summary>
    Task<IReadOnlyList<UploadNeed>> KnownAsync(Guid person, IReadOnlyList<UploadCandidate> files, CancellationToken cancellation = default);

    /// <summary>Takes a file into the album. What cannot be read is kept as a row with its reason; the same bytes are kept once. Curation follows by itself.</summary>
    /// <param name="person">Whose album.</param>
    /// <param name="fileName">What the file is called; it never becomes a path.</param>
    /// <param name="content">The file, read to its end.</param>
    /// <param name="cancellation">Gives up; nothing is kept.</param>
    /// <exception cref="Engine.Runtime.EngineException">There is no such person, the file is too large, or the album is full.</exception>
    Task<UploadOutcome> AddAsync(Guid person, string fileName, Stream content, CancellationToken cancellation = default);

    /// <summary>Deletes photos, files and rows. It cannot be undone.</summary>
    Task RemoveAsync(Guid person, IReadOnlyCollection<Guid> photos, CancellationToken cancellation = default);

    /// <summary>
    /// Says something about photos: keep, leave out, this is the person, this is somebody else; null takes back what was said. Keeping a
    /// copy keeps its keeper too. One step of undo, and the album is judged again at once.
    /// </summary>
    Task DecideAsync(Guid person, IReadOnlyCollection<Guid> photos, UserDecision? decision, CancellationToken cancellation = default);

    /// <summary>Makes a copy the keeper of its group. One step of undo.</summary>
    Task UseKeeperAsync(Guid person, Guid photo, CancellationToken cancellation = default);

    /// <summary>Takes the last decision back; false if there is none.</summary>
    Task<bool> UndoAsync(Guid person, CancellationToken cancellation = default);

    /// <summary>Does again what was taken back last; false if there is nothing.</summary>
    Task<bool> RedoAsync(Guid person, CancellationToken cancellation = default);

    /// <summary>The groups of copies at another threshold, in memory: nothing changes. Quick enough for a slider.</summary>
    /// <param name="person">Whose album.</param>
    /// <param name="threshold">The likeness from which two photos count as the same picture, 0.8 to 1.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<DuplicateGroup>> GroupAsync(Guid person, double threshold, CancellationToken cancellation = default);

    /// <summary>Keeps another threshold and judges the album again.</summary>
    Task SetThresholdAsync(Guid person, double threshold, CancellationToken cancellation = default);

    /// <summary>Looks at the album again; nothing happens if that runs already and nothing changed since.</summary>
    void Curate(Guid person);

    /// <summary>Ends a running curation; what was learned is kept for the next.</summary>
    void CancelCuration(Guid person);

    /// <summary>Ends a curation and waits until it has let go of the person's files.</summary>
    Task StopAsync(Guid person);
}

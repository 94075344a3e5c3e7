using MyStyle.Engine.Restoration;

namespace MyStyle.Studio.Workpieces;

/// <summary>The pictures that are opened in a person's studio. Safe to call from any thread.</summary>
public interface IWorkpieces
{
    /// <summary>Told, on any thread, when a picture was opened, cut anew, painted on or closed.</summary>
    event Action<WorkpieceChange>? Changed;

    /// <summary>A person's opened pictures, the last worked on first.</summary>
    Task<IReadOnlyList<WorkpieceView>> ListAsync(Guid person, CancellationToken cancellation = default);

    /// <summary>One of them; null if there is none such.</summary>
    Task<WorkpieceView?> GetAsync(Guid person, Guid workpiece, CancellationToken cancellation = default);

    /// <summary>Opens a photo: it is kept, and its face is cut out as the person's generator expects it. The same photo is opened once.</summary>
    /// <param name="person">In whose studio.</param>
    /// <param name="fileName">What it is called; it never becomes a path.</param>
    /// <param name="content">The file, read to its end.</param>
    /// <param name="cancellation">Gives up; nothing is kept.</param>
    /// <exception cref="Engine.Runtime.EngineException">There is no such person or no prior yet, or the file is too large or no picture.</exception>
    Task<WorkpieceView> OpenAsync(Guid person, string fileName, Stream content, CancellationToken cancellation = default);

    /// <summary>Opens a photo of the person's album.</summary>
    /// <exception cref="Engine.Runtime.EngineException">There is no such photo, or it cannot be read.</exception>
    Task<WorkpieceView> OpenPhotoAsync(Guid person, Guid photo, CancellationToken cancellation = default);

    /// <summary>Opens a result, to go on from it: put back into its photo where it was cut out of one.</summary>
    /// <exception cref="Engine.Runtime.EngineException">There is no such result.</exception>
    Task<WorkpieceView> OpenResultAsync(Guid person, Guid result, CancellationToken cancellation = default);

    /// <summary>Does to a picture what is described and opens that, to try a restoration out.</summary>
    /// <param name="person">In whose studio.</param>
    /// <param name="workpiece">A clean picture.</param>
    /// <param name="degradation">Such as <c>blur:2,noise:12</c>; every strength is given.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Engine.Runtime.EngineException">There is no such picture, or the text says what nobody understands.</exception>
    Task<WorkpieceView> TryDegradationAsync(Guid person, Guid workpiece, string degradation, CancellationToken cancellation = default);

    /// <summary>Cuts the square out anew, where the user put it; null lets the face decide. A mask stays only if it still fits.</summary>
    /// <exception cref="Engine.Runtime.EngineException">There is no such picture, or the square does not lie on it.</exception>
    Task<WorkpieceView> AlignAsync(Guid person, Guid workpiece, SquarePlacement? placement, CancellationToken cancellation = default);

    /// <summary>Keeps a mask: white is filled.</summary>
    /// <param name="person">In whose studio.</param>
    /// <param name="workpiece">Which picture.</param>
    /// <param name="content">A picture of the aligned square's size.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its content hash.</returns>
    /// <exception cref="Engine.Runtime.EngineException">It is no picture, has another size, or marks nothing.</exception>
    Task<string> PutMaskAsync(Guid person, Guid workpiece, Stream content, CancellationToken cancellation = default);

    /// <summary>Forgets the mask.</summary>
    Task RemoveMaskAsync(Guid person, Guid workpiece, CancellationToken cancellation = default);

    /// <summary>The mask of a part of the face, as a PNG.</summary>
    /// <exception cref="Engine.Runtime.EngineException">There is no such picture, or no face in it.</exception>
    Task<EncodedPicture> RegionAsync(Guid person, Guid workpiece, FaceRegion region, CancellationToken cancellation = default);

    /// <summary>The small square that an enlargement would start from, as a PNG: the picture's own, or one reduced by a factor.</summary>
    /// <param name="person">In whose studio.</param>
    /// <param name="workpiece">Which picture.</param>
    /// <param name="factor">Reduces the picture by this much; null takes its own small square, or the usual factor where it has none.</param>
    /// <param name="enlarged">Whether it is enlarged again without a model (Lanczos), to compare with.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Engine.Runtime.EngineException">There is no such picture, or the factor does not divide its side.</exception>
    Task<EncodedPicture> SmallAsync(Guid person, Guid workpiece, int? factor, bool enlarged = false, CancellationToken cancellation = default);

    /// <summary>Puts an edited square back into the photo it was cut from; the square itself where nothing was cut out.</summary>
    /// <param name="person">In whose studio.</param>
    /// <param name="workpiece">The picture.</param>
    /// <param name="pictureSha">The edited square.</param>
    /// <param name="maskSha">Where it was changed; null for everywhere.</param>
    /// <param name="isEnlargement">Whether a small photo is enlarged with it, so that nothing of the square is lost.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Engine.Runtime.EngineException">A file is missing.</exception>
    Task<EncodedPicture> PutBackAsync(
        Guid person, Guid workpiece, string pictureSha, string? maskSha, bool isEnlargement, CancellationToken cancellation = default);

    /// <summary>Closes a picture. Its results stay.</summary>
    Task CloseAsync(Guid person, Guid workpiece, CancellationToken cancellation = default);
}

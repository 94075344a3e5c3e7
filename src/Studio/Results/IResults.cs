using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Results;

/// <summary>Everything that was made, with its recipe. Safe to call from any thread.</summary>
public interface IResults
{
    /// <summary>Told, on any thread, when results came, went or were marked.</summary>
    event Action<ResultChange>? Changed;

    /// <summary>A person's results, the newest first; those of one job in the order they were made.</summary>
    Task<IReadOnlyList<ResultView>> ListAsync(Guid person, ResultFilter? filter = null, CancellationToken cancellation = default);

    /// <summary>One of them; null if there is none such.</summary>
    Task<ResultView?> GetAsync(Guid person, Guid result, CancellationToken cancellation = default);

    /// <summary>Keeps a picture as a result.</summary>
    /// <exception cref="Engine.Runtime.EngineException">There is no such person.</exception>
    Task<ResultView> AddAsync(Guid person, NewResult result, CancellationToken cancellation = default);

    /// <summary>Marks results as kept, or takes that back. What is kept is not discarded.</summary>
    Task KeepAsync(Guid person, IReadOnlyCollection<Guid> results, bool keep = true, CancellationToken cancellation = default);

    /// <summary>Hides results, or brings them back.</summary>
    Task DiscardAsync(Guid person, IReadOnlyCollection<Guid> results, bool discard = true, CancellationToken cancellation = default);

    /// <summary>Deletes discarded results for good, with the files that nothing else needs.</summary>
    /// <returns>How many.</returns>
    Task<int> EmptyAsync(Guid person, CancellationToken cancellation = default);

    /// <summary>A result as a file to hand out.</summary>
    /// <exception cref="Engine.Runtime.EngineException">There is no such result, or its file is missing.</exception>
    Task<EncodedPicture> DownloadAsync(Guid person, Guid result, DownloadOptions options, CancellationToken cancellation = default);

    /// <summary>The order that makes a result again, with its own beta and seed; null where no job makes it.</summary>
    Task<PictureOrder?> RecipeAsync(Guid person, Guid result, CancellationToken cancellation = default);

    /// <summary>A small picture of a reference photo, by its name: the album's, or what the generator kept of it; null if there is none.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="photoName">As anchors and results call it.</param>
    /// <param name="generator">Whose anchors count; null for the generator in use.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<EncodedPicture?> ReferenceAsync(Guid person, string photoName, Guid? generator = null, CancellationToken cancellation = default);

    /// <summary>Where two stored pictures differ, as a heat map.</summary>
    /// <exception cref="Engine.Runtime.EngineException">One is missing, or they differ in size.</exception>
    Task<EncodedPicture> DifferenceAsync(Guid person, string shaA, string shaB, double gain = 4, CancellationToken cancellation = default);

    /// <summary>Tells pages that results came some other way.</summary>
    void Tell(Guid person);
}

namespace MyStyle.Studio.People;

/// <summary>The people of the studio. Safe to call from any thread.</summary>
public interface IPeople
{
    /// <summary>Told, on any thread, when somebody came, went or changed: name, photos, generator, cover.</summary>
    event Action<PersonChange>? Changed;

    /// <summary>Everybody, the last changed first.</summary>
    Task<IReadOnlyList<PersonCard>> ListAsync(CancellationToken cancellation = default);

    /// <summary>Somebody; null if there is no such person.</summary>
    Task<PersonCard?> GetAsync(Guid person, CancellationToken cancellation = default);

    /// <summary>Makes a person with an empty album.</summary>
    /// <param name="name">At most <see cref="PersonName.Longest"/> characters.</param>
    /// <param name="prior">The prior it will be trained on, by catalogue name or path; null for the bundled one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Engine.Runtime.EngineException">The name is empty or too long, or there is no such prior.</exception>
    Task<Guid> CreateAsync(string name, string? prior = null, CancellationToken cancellation = default);

    /// <summary>Gives another name.</summary>
    /// <exception cref="Engine.Runtime.EngineException">The name is empty or too long, or there is no such person.</exception>
    Task RenameAsync(Guid person, string name, CancellationToken cancellation = default);

    /// <summary>Chooses the prior of the next training; the album is curated for its resolution.</summary>
    /// <exception cref="Engine.Runtime.EngineException">There is no such prior, or no such person.</exception>
    Task UsePriorAsync(Guid person, string prior, CancellationToken cancellation = default);

    /// <summary>Takes another generator of the person into use.</summary>
    /// <exception cref="Engine.Runtime.EngineException">The person has no such generator.</exception>
    Task UseGeneratorAsync(Guid person, Guid generator, CancellationToken cancellation = default);

    /// <summary>
    /// Deletes everything of a person: jobs, photos, generators, results, rows and files. Nothing is left, and it cannot be undone.
    /// </summary>
    Task DeleteAsync(Guid person, CancellationToken cancellation = default);

    /// <summary>Packs the generator in use, with its anchors, into one <c>.mystyle</c> file.</summary>
    /// <returns>The file, which disappears when the stream is closed, and the name to offer it under.</returns>
    /// <exception cref="Engine.Runtime.EngineException">There is no such person, or no generator yet.</exception>
    Task<(Stream File, string FileName)> ExportAsync(Guid person, CancellationToken cancellation = default);

    /// <summary>Makes a person of a <c>.mystyle</c> file. All of it is checked before anything is kept.</summary>
    /// <param name="archive">The file.</param>
    /// <param name="fileName">What it is called, for messages.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Engine.Runtime.EngineException">It is no such file, damaged, too large, or of a newer version.</exception>
    Task<Guid> ImportAsync(Stream archive, string fileName, CancellationToken cancellation = default);

    /// <summary>Tells that something of a person changed: the time is kept and <see cref="Changed"/> is raised.</summary>
    Task TouchAsync(Guid person, CancellationToken cancellation = default);
}

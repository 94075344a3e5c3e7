using System.Collections.Concurrent;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Models;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;

namespace MyStyle.Studio.Workpieces;

/// <summary>
/// Finds and describes faces for pages, beside the engine thread: it touches no tensors. Networks are loaded when they are first needed.
/// Safe to call from any thread; a few pictures at a time.
/// </summary>
public sealed class FaceDesk : IDisposable
{
    // A photo takes up to a few hundred megabytes while it is cut: two at a time are enough for one user.
    private const int AtOnce = 2;
    private const int FaceThreads = 2;
    private const int MostPeople = 64;

    private readonly Lazy<FaceAnalyzer> _faces;
    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly ConcurrentDictionary<string, PersonReferences> _references = new(StringComparer.Ordinal);

    /// <summary>Prepares to load; nothing is read yet.</summary>
    /// <param name="settings">Where models are, and which face embedding network is used; null for the bundled ones.</param>
    public FaceDesk(EngineSettings? settings = null) => _faces = new(() => Load(settings));

    /// <summary>Does something with the face networks on a thread of its own.</summary>
    /// <exception cref="EngineException">A network is missing, or what <paramref name="work"/> throws.</exception>
    public async Task<T> WorkAsync<T>(Func<FaceAnalyzer, T> work, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        await _places.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => work(_faces.Value), cancellation);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Whether an aligned picture probably shows somebody else than a person (figure 12); null if nobody can say.</summary>
    /// <param name="faces">The networks, inside <see cref="WorkAsync"/>.</param>
    /// <param name="personFolder">The trained person's folder.</param>
    /// <param name="aligned">The picture.</param>
    public IdentityVerdict? Judge(FaceAnalyzer faces, string personFolder, RgbImage aligned)
    {
        ArgumentNullException.ThrowIfNull(faces);
        ArgumentNullException.ThrowIfNull(aligned);
        PersonReferences references = ReferencesOf(personFolder);
        bool comparable = references.Embeddings.Count > 0 && references.EmbeddingModel == faces.Embedder.Model.Name;
        return comparable && faces.Find(aligned, DetectionEffort.Glance).Count > 0
            ? new IdentityMeter(faces, new ReferenceIdentity(references.Embeddings)).Judge(aligned)
            : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_faces.IsValueCreated)
        {
            _faces.Value.Dispose();
        }

        _places.Dispose();
    }

    /// <summary>Folders of generators are named by their content, so what was read once stays true.</summary>
    private PersonReferences ReferencesOf(string folder)
    {
        if (_references.TryGetValue(folder, out PersonReferences? known))
        {
            return known;
        }

        if (_references.Count >= MostPeople)
        {
            _references.Clear();
        }

        return _references[folder] = PersonFolder.ReadReferences(folder);
    }

    private static FaceAnalyzer Load(EngineSettings? settings)
    {
        ModelDirectories directories = ModelDirectories.Create(settings is null ? null : [.. settings.ModelDirectories]);
        FaceModels models = FaceModels.Bundled(
            directories.Bundled ?? throw new EngineException("The bundled face models are missing: the installation is incomplete."));
        return new FaceAnalyzer(
            settings?.FaceEmbedder is { Length: > 0 } embedder ? models with { Embedder = FaceEmbedderFile.Read(embedder) } : models, FaceThreads);
    }
}

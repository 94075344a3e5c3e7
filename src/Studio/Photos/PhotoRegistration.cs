using MyStyle.Engine.Faces;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;

namespace MyStyle.Studio.Photos;

/// <summary>Registers what is done with albums.</summary>
public static class PhotoRegistration
{
    /// <summary>Adds the services of albums and their curation, and the face networks (as <see cref="Lazy{T}"/>) for whoever needs them off the engine thread.</summary>
    public static IServiceCollection AddStudioPhotos(this IServiceCollection services) => services
        .AddSingleton(provider => new Lazy<FaceAnalyzer>(() => Load(
            provider.GetRequiredService<ModelDirectories>(), provider.GetRequiredService<EngineSettings>().FaceEmbedder)))
        .AddSingleton<PriorSizes>()
        .AddSingleton<Announcer>()
        .AddSingleton<AlbumLocks>()
        .AddSingleton<AlbumIntake>()
        .AddSingleton<AlbumReader>()
        .AddSingleton<DecisionLog>()
        .AddSingleton<AlbumCurator>()
        .AddSingleton<VarietyDesk>()
        .AddSingleton<CurationDesk>()
        .AddSingleton<ThumbnailShelf>()
        .AddSingleton<IPhotos, PhotoDesk>()
        .AddHostedService<UnfinishedAlbums>();

    private static FaceAnalyzer Load(ModelDirectories models, string? embedder)
    {
        FaceModels bundled = FaceModels.Bundled(
            models.Bundled ?? throw new EngineException("The bundled face models are missing: the installation is incomplete."));
        return new FaceAnalyzer(embedder is null ? bundled : bundled with { Embedder = FaceEmbedderFile.Read(embedder) });
    }
}

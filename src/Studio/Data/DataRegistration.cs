using Microsoft.EntityFrameworkCore;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Data;

/// <summary>Registers the database and the files.</summary>
public static class DataRegistration
{
    /// <summary>Adds the database, by a factory: every operation opens a context of its own.</summary>
    public static IServiceCollection AddStudioData(this IServiceCollection services) => services
        .AddDbContextFactory<StudioDb>((provider, options) => Configure(options, provider.GetRequiredService<DataFolder>().Database))
        .AddSingleton<PictureStore>()
        .AddSingleton<FolderLock>()
        .AddSingleton<DataPreparation>()
        .AddSingleton<Shredder>();

    /// <summary>Makes the folder and brings the database up to date.</summary>
    /// <exception cref="Engine.Runtime.EngineException">The folder cannot be used, another studio has it, or the database is of a newer version.</exception>
    public static Task PrepareStudioDataAsync(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Services.GetRequiredService<DataPreparation>().RunAsync();
    }

    internal static void Configure(DbContextOptionsBuilder options, string database) => options
        .UseSqlite($"Data Source={database};Foreign Keys=True")
        .AddInterceptors(new SqlitePragmas());
}

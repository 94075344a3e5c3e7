using Microsoft.EntityFrameworkCore;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Data;

/// <summary>Registers the database and the files.</summary>
public static class DataRegistration
{
    /// <summary>Adds the database, by a factory: every operation opens a context of its own.</summary>
    public static IServiceCollection AddStudioData(this IServiceCollection services) => services
        .AddDbContextFactory<StudioDb>((provider, options) =>
            options.UseSqlite($"Data Source={provider.GetRequiredService<DataFolder>().Database};Foreign Keys=True"))
        .AddSingleton<PictureStore>();

    /// <summary>Makes the folder and brings the database up to date.</summary>
    public static async Task PrepareStudioDataAsync(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        Directory.CreateDirectory(app.Services.GetRequiredService<DataFolder>().Root);
        await using StudioDb db = await app.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;");
    }
}

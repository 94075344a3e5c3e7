using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Data;

/// <summary>Makes the data folder ready: whole, locked, of this version.</summary>
/// <param name="folder">Where everything is.</param>
/// <param name="contexts">The database.</param>
/// <param name="folderLock">Keeps others out.</param>
public sealed class DataPreparation(DataFolder folder, IDbContextFactory<StudioDb> contexts, FolderLock folderLock)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Does it.</summary>
    /// <exception cref="EngineException">The folder cannot be used, another studio has it, or the database is of a newer version.</exception>
    public async Task RunAsync()
    {
        try
        {
            CreateFolder(folder.Root);
            CreateFolder(folder.Keys);
            folderLock.Take();
            await using StudioDb db = await contexts.CreateDbContextAsync();
            await RefuseNewerAsync(db);
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;");
            await SweepAsync(db);
        }
        catch (SqliteException e)
        {
            throw new EngineException(
                $"The database {folder.Database} cannot be used ({e.Message.TrimEnd('.')}). Nothing was changed. Bring back a copy of it, or move it away to start anew.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"The data folder {folder.Root} cannot be used: {e.Message} Give another one with --data.", e);
        }
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            // Photos of people, and what opens the door to them: nobody else on this machine needs to look.
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    private async Task RefuseNewerAsync(StudioDb db)
    {
        if (!File.Exists(folder.Database))
        {
            return;
        }

        string[] unknown = [.. (await db.Database.GetAppliedMigrationsAsync()).Except(db.Database.GetMigrations())];
        if (unknown.Length > 0)
        {
            throw new EngineException(
                $"The database {folder.Database} was written by another, probably newer version of the studio ({unknown[0]}). Nothing was changed. Update the studio, or give another folder with --data.");
        }
    }

    /// <summary>Removes what a crash left: unfinished uploads, and folders of people whose deletion was cut off.</summary>
    private async Task SweepAsync(StudioDb db)
    {
        if (Directory.Exists(folder.Incoming))
        {
            Directory.Delete(folder.Incoming, recursive: true);
        }

        if (!Directory.Exists(folder.People))
        {
            return;
        }

        HashSet<string> known = [.. (await db.People.Select(person => person.Id).ToListAsync()).Select(id => id.ToString("N"))];
        foreach (string path in Directory.EnumerateDirectories(folder.People).ToList())
        {
            // A folder without a row may be all that is left after a database was lost; only one that was marked goes.
            if (!known.Contains(Path.GetFileName(path)) && File.Exists(Path.Combine(path, DataFolder.LeavingMark)))
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }
}

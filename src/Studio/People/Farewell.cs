using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Photos;

namespace MyStyle.Studio.People;

/// <summary>Deletes everything of a person.</summary>
/// <param name="contexts">The database.</param>
/// <param name="folder">Where everything is.</param>
/// <param name="shredder">Overwrites what rows left behind.</param>
/// <param name="services">Whoever may hold something of the person; asked when it is needed, since some of them need the people.</param>
public sealed class Farewell(IDbContextFactory<StudioDb> contexts, DataFolder folder, Shredder shredder, IServiceProvider services)
{
    private const int Tries = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Does it; false if there is no such person.</summary>
    public async Task<bool> RunAsync(Guid person, CancellationToken cancellation)
    {
        string home = folder.Person(person);
        List<string> generators;
        await using (StudioDb db = await contexts.CreateDbContextAsync(cancellation))
        {
            if (!await db.People.AnyAsync(p => p.Id == person, cancellation))
            {
                return false;
            }

            generators = await db.Generators.Where(g => g.PersonId == person).Select(g => g.Sha256).ToListAsync(cancellation);
        }

        await LetGoAsync(person, generators);
        if (Directory.Exists(home))
        {
            // Should the program end in the middle, the next start goes on with what is marked.
            await File.WriteAllBytesAsync(Path.Combine(home, DataFolder.LeavingMark), [], CancellationToken.None);
        }

        await using (StudioDb db = await contexts.CreateDbContextAsync(CancellationToken.None))
        {
            await db.People.Where(p => p.Id == person).ExecuteDeleteAsync(CancellationToken.None);
        }

        await RemoveAsync(home);
        await shredder.RunAsync(CancellationToken.None);
        return true;
    }

    private async Task LetGoAsync(Guid person, List<string> generators)
    {
        if (services.GetService<IJobs>() is { } jobs)
        {
            await jobs.RemoveAllAsync(person);
        }

        if (services.GetService<IPhotos>() is { } photos)
        {
            await photos.StopAsync(person);
        }

        if (services.GetService<IEngineService>() is { } engine)
        {
            foreach (string generator in generators)
            {
                await engine.ForgetAsync(folder.Generator(person, generator));
            }
        }
    }

    private static async Task RemoveAsync(string home)
    {
        for (int i = 1; Directory.Exists(home); i++)
        {
            try
            {
                Directory.Delete(home, recursive: true);
            }
            catch (IOException e) when (i >= Tries)
            {
                throw new EngineException($"The person is deleted, but {home} could not be removed: {e.Message} The next start tries again.", e);
            }
            catch (IOException)
            {
                // Somebody wrote into it while it went.
                await Task.Delay(Pause);
            }
        }
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Jobs.Intake;

/// <summary>Puts a person folder of the engine among a person's generators.</summary>
internal sealed class GeneratorShelf(DataFolder folder, TimeProvider time)
{
    private const string Weights = "generator.safetensors";
    private const string ShaFile = "generator.sha256";

    /// <summary>Moves the folder and adds its rows. A second call, after a crash in the middle, finds what the first one did.</summary>
    /// <param name="db">Where rows are added.</param>
    /// <param name="job">The job that made it.</param>
    /// <param name="source">The engine's person folder.</param>
    /// <param name="title">What the user sees.</param>
    /// <param name="parameters">Everything it was tuned with.</param>
    /// <returns>The generator's row, and the person that was read.</returns>
    public async Task<(GeneratorEntity Entity, Person Content)> AddAsync(StudioDb db, TakenJob job, string source, string title, object parameters)
    {
        string noted = Path.Combine(job.Folder, ShaFile);
        if (File.Exists(Path.Combine(source, Weights)))
        {
            // Noted first: once the folder is moved, only this says where it went.
            AtomicFile.Write(noted, Toolbox.Hash(Path.Combine(source, Weights)));
        }

        string sha = File.Exists(noted)
            ? await File.ReadAllTextAsync(noted).ConfigureAwait(false)
            : throw new EngineException("The trained prior is not where the engine put it. Try the job again.");
        string target = folder.Generator(job.Person, sha);
        if (!Directory.Exists(target))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Directory.Move(source, target);
        }

        Person person = PersonFolder.Open(target);
        GeneratorEntity? entity = await db.Generators.FirstOrDefaultAsync(g => g.PersonId == job.Person && g.Sha256 == sha).ConfigureAwait(false);
        if (entity is null)
        {
            entity = New(job.Person, sha, title, person, target, parameters);
            db.Generators.Add(entity);
        }

        return (entity, person);
    }

    private GeneratorEntity New(Guid owner, string sha, string title, Person person, string target, object parameters)
    {
        PersonManifest manifest = person.Manifest;
        string all = JsonSerializer.Serialize(
            new { Order = parameters, manifest.Hyperparameters, manifest.Seed, manifest.Encoder, manifest.Versions, PriorSha256 = manifest.Prior.Sha256 },
            JobJson.Options);
        return GeneratorRow.Of(owner, person, sha, GeneratorRow.SizeOf(target), title, all, time.GetUtcNow());
    }
}

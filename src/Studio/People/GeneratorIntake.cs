using System.Runtime.InteropServices;
using System.Text.Json;
using MyStyle.Engine.Models;
using MyStyle.Engine.People;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.People;

/// <summary>Takes a person folder of the engine over: the folder to its place, and the row with its anchors.</summary>
/// <param name="folder">Where everything is.</param>
/// <param name="time">Tells the time.</param>
public sealed class GeneratorIntake(DataFolder folder, TimeProvider time)
{
    private const string WeightsFile = "generator.safetensors";

    /// <summary>Moves a finished person folder to its place among the person's generators.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="finished">The folder, on the same disk as the data folder; gone afterwards.</param>
    /// <param name="title">What the user calls it.</param>
    /// <returns>The row, with its anchors, to be added to the database.</returns>
    /// <exception cref="Engine.Runtime.EngineException">The folder holds no complete person.</exception>
    public GeneratorEntity Take(Guid person, string finished, string title) => Take(person, finished, PersonFolder.Open(finished), title);

    /// <summary>The same for a folder that was written just now, of a person that is in memory still.</summary>
    internal GeneratorEntity Take(Guid person, string finished, Person content, string title)
    {
        GeneratorEntity row = Describe(person, content with { Manifest = PersonFolder.ReadManifest(finished) }, title);
        row.Bytes = Directory.EnumerateFiles(finished, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        string place = folder.Generator(person, row.Sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        if (Directory.Exists(place))
        {
            Directory.Delete(finished, recursive: true);
        }
        else
        {
            Directory.Move(finished, place);
        }

        return row;
    }

    /// <summary>The catalogue's name of a prior; its own name if the catalogue does not know it.</summary>
    public static string NameOf(PriorReference prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        return ModelCatalogue.Entries.FirstOrDefault(entry => entry.Kind == ModelKind.Prior && entry.Sha256 == prior.Sha256)?.Name ?? prior.Name;
    }

    private GeneratorEntity Describe(Guid person, Person content, string title)
    {
        PersonManifest manifest = content.Manifest;
        var row = new GeneratorEntity
        {
            PersonId = person,
            Sha256 = manifest.Files[WeightsFile].Sha256,
            Title = title,
            CreatedUtc = time.GetUtcNow().UtcDateTime,
            Resolution = manifest.Prior.Resolution,
            Prior = NameOf(manifest.Prior),
            PerceptualNetwork = manifest.PerceptualNetwork,
            ParametersJson = JsonSerializer.Serialize(manifest.Hyperparameters),
            LpipsBefore = manifest.Before?.Perceptual,
            LpipsAfter = manifest.After?.Perceptual,
            IdentityBefore = manifest.Before?.Identity,
            IdentityAfter = manifest.After?.Identity,
        };
        row.Anchors.AddRange(content.Anchors.Select((anchor, i) => new AnchorEntity
        {
            GeneratorId = row.Id,
            Index = i,
            PhotoName = manifest.Photos[i].Name,
            PhotoSha = manifest.Photos[i].Sha256,
            W = MemoryMarshal.AsBytes(anchor.AsSpan()).ToArray(),
        }));
        return row;
    }
}

using System.Text.Json;
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
        PersonManifest manifest = PersonFolder.ReadManifest(finished);
        GeneratorEntity row = GeneratorRow.Of(
            person, content with { Manifest = manifest }, manifest.Files[WeightsFile].Sha256, GeneratorRow.SizeOf(finished), title,
            JsonSerializer.Serialize(manifest.Hyperparameters), time.GetUtcNow());
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
}

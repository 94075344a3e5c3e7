using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Models;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Workshop;

/// <summary>The made-up person that comes with the program, trained, with test photos that are inverted already.</summary>
/// <param name="Person">The person, on the bundled prior.</param>
/// <param name="Inversions">The test photos that the training never saw, in the order of their names.</param>
/// <param name="PerceptualNetwork">Catalogue name of the network that measured the inversions' distances.</param>
public sealed record SamplePerson(Person Person, IReadOnlyList<PhotoInversion> Inversions, string PerceptualNetwork)
{
    /// <summary>File name of the trained person.</summary>
    public const string PersonFile = "person" + PersonDelta.Extension;

    /// <summary>File name of the inversions.</summary>
    public const string InversionsFile = "inversions.safetensors";

    private const string TrainedFolder = "trained";
    private const string TestFolder = "test";

    /// <summary>The bundled folder of the person's photos, which holds the others; null if it is missing.</summary>
    public static string? Folder => Assets.Find("sample-person");

    /// <summary>Whether the trained person came with the program.</summary>
    public static bool IsInstalled => Folder is { } folder && File.Exists(Path.Combine(folder, TrainedFolder, PersonFile));

    /// <summary>Reads the person and the inversions; some tenths of a second, no networks run.</summary>
    /// <param name="models">Where the prior is found.</param>
    /// <exception cref="EngineException">A file is missing or damaged, or the prior is another one.</exception>
    public static SamplePerson Open(ModelDirectories models)
    {
        ArgumentNullException.ThrowIfNull(models);
        string trained = Path.Combine(Require(), TrainedFolder);
        Person person = StoredPerson.Open(Path.Combine(trained, PersonFile), models);
        (IReadOnlyList<PhotoInversion> inversions, string network) = InversionFile.Read(Path.Combine(trained, InversionsFile), person);
        return new SamplePerson(person, inversions, network);
    }

    /// <summary>Reads a test photo and cuts its face out where it was cut out for the inversion.</summary>
    /// <param name="inversion">One of <see cref="Inversions"/>.</param>
    /// <exception cref="EngineException">The photo is missing, or not the one that was inverted.</exception>
    public static PreparedPhoto ReadPhoto(PhotoInversion inversion)
    {
        string path = PathOf(inversion);
        RgbImage photo = ImageFile.Read(path);
        if (Toolbox.Hash(path) != inversion.Sha256)
        {
            throw new EngineException($"{path} is another photo than the one that was inverted. Project it again.");
        }

        return inversion.Alignment is { } alignment
            ? new PreparedPhoto(photo, FfhqAlignment.Render(photo, alignment), alignment, null)
            : new PreparedPhoto(photo, photo, null, null);
    }

    /// <summary>Where a test photo is.</summary>
    /// <param name="inversion">One of <see cref="Inversions"/>.</param>
    /// <exception cref="EngineException">The sample person is not installed.</exception>
    public static string PathOf(PhotoInversion inversion)
    {
        ArgumentNullException.ThrowIfNull(inversion);
        return Path.Combine(Require(), TestFolder, Path.GetFileName(inversion.FileName));
    }

    private static string Require() => Folder ?? throw new EngineException("The sample person is missing: the installation is incomplete.");
}

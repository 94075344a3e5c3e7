using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.People;

/// <summary>
/// A person in a tenth of the space: the tuned generator is kept as a difference to its prior in whole steps of 8 bits, packed;
/// everything else of the person is kept as it is. Opening needs the prior's file, and that file alone.
/// </summary>
public static class PersonDelta
{
    /// <summary>What the files' names end in.</summary>
    public const string Extension = ".mystyle-delta";

    /// <summary>The key of <see cref="PersonManifest.Hyperparameters"/> that tells how coarse the steps of a restored person were.</summary>
    public const string StepKey = "deltaRelativeStep";

    /// <summary>
    /// The step of the largest tensor in units of its difference's root mean square, where nobody says. Smaller tensors take
    /// steps smaller by the root of their share: they cost few bytes, and the picture depends on them no less.
    /// </summary>
    public const double RelativeStep = 1.2;

    /// <summary>Whether a path is named as such a file.</summary>
    public static bool IsDelta(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Writes a person as a difference. The same person gives the same bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="person">The person.</param>
    /// <param name="priorPath">The file of the prior that the person was tuned from.</param>
    /// <param name="relativeStep">See <see cref="RelativeStep"/>; smaller is more exact and takes more space.</param>
    /// <exception cref="EngineException">The file is another prior, or the person's generator is not one tuned from it.</exception>
    public static void Write(string path, Person person, string priorPath, double relativeStep = RelativeStep)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(relativeStep);
        GeneratorWeights prior = ReadPrior(priorPath, person.Manifest.Prior, person.Manifest.Name);
        PersonManifest manifest = person.Manifest with
        {
            Hyperparameters = new Dictionary<string, double>(person.Manifest.Hyperparameters) { [StepKey] = relativeStep },
            Files = new Dictionary<string, FileRecord>(),
        };
        WeightDelta delta = WeightDelta.Create(prior, person.Generator, relativeStep);
        DeltaFile.Write(path, ManifestFormat.Write(manifest), DeltaContent.WriteParts(person, delta), DeltaContent.WriteWeights(delta));
    }

    /// <summary>Restores a person.</summary>
    /// <param name="path">A file that <see cref="Write"/> made.</param>
    /// <param name="priorPath">The file of the prior that the person was tuned from.</param>
    /// <returns>The person; in half precision once it is saved, <see cref="PersonManifest.Files"/> empty until then.</returns>
    /// <exception cref="EngineException">The file is missing, cut off, damaged or of a newer format, or the prior is another.</exception>
    public static Person Open(string path, string priorPath)
    {
        (byte[] manifestText, byte[] parts, byte[] weights) = DeltaFile.Read(path);
        // What was rounded to steps gains nothing from single precision on disk.
        PersonManifest manifest = ManifestFormat.Read(manifestText, path) with { Precision = WeightPrecision.Float16 };
        GeneratorWeights prior = ReadPrior(priorPath, manifest.Prior, path);
        Person person = DeltaContent.Read(parts, weights, manifest, prior, path);
        int photos = manifest.Photos.Count;
        return person.Anchors.Length == photos && (person.Embeddings.Length == 0 || person.Embeddings.Length == photos)
            ? person
            : throw new EngineException($"{path} contradicts itself: its {person.Anchors.Length} anchors are not those of its {photos} photos.");
    }

    /// <summary>Reads only what the person is in words and figures; needs no prior.</summary>
    /// <exception cref="EngineException">The file is missing, cut off, damaged or of a newer format.</exception>
    public static PersonManifest ReadManifest(string path) => ManifestFormat.Read(DeltaFile.Read(path).Manifest, path);

    private static GeneratorWeights ReadPrior(string path, PriorReference expected, string person)
    {
        if (!File.Exists(path))
        {
            throw new EngineException($"{person} is kept as a difference to the prior {expected.Name}, and there is no file {path}.");
        }

        string sha256 = PersonReader.Record(path).Sha256;
        return sha256.Equals(expected.Sha256, StringComparison.OrdinalIgnoreCase)
            ? GeneratorWeights.From(WeightReader.Read(path))
            : throw new EngineException(
                $"{person} is kept as a difference to the prior {expected.Name} (SHA-256 {expected.Sha256}), and {path} is another one (SHA-256 {sha256}). Give the right prior; nothing was changed.");
    }
}

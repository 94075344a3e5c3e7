using System.Text.Json;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Workshop;

/// <summary>
/// Inversions of several photos in one small file: a safetensors file with a tensor [layers, N] a photo, everything else as JSON
/// in its metadata. Codes are kept as coordinates with their anchors' names, never as bare W.
/// </summary>
public static class InversionFile
{
    private const string AnchorsKey = "anchors";
    private const string NetworkKey = "perceptual_network";
    private const string InversionsKey = "inversions";

    /// <summary>Writes inversions.</summary>
    /// <param name="path">A .safetensors file.</param>
    /// <param name="inversions">What was found; file names differ.</param>
    /// <param name="person">The person they are inversions into.</param>
    /// <param name="perceptualNetwork">Catalogue name of the network that measured the distances.</param>
    public static void Write(string path, IReadOnlyList<PhotoInversion> inversions, Person person, string perceptualNetwork)
    {
        ArgumentNullException.ThrowIfNull(inversions);
        ArgumentNullException.ThrowIfNull(person);
        var metadata = new Dictionary<string, string>
        {
            [AnchorsKey] = JsonSerializer.Serialize(Names(person)),
            [NetworkKey] = perceptualNetwork,
            [InversionsKey] = JsonSerializer.Serialize(inversions.Select(Entry.Of), JsonSerializerOptions.Web),
        };
        Dictionary<string, StoredTensor> tensors = inversions.ToDictionary(
            inversion => inversion.FileName,
            inversion => StoredTensor.FromFloats(inversion.Alpha.ToFloats(), inversion.Alpha.Rows, inversion.Alpha.Columns),
            StringComparer.Ordinal);
        SafetensorsWriter.Write(path, new WeightFile(tensors, metadata));
    }

    /// <summary>Reads inversions.</summary>
    /// <param name="path">A file that <see cref="Write"/> made.</param>
    /// <param name="person">The person they must be inversions into.</param>
    /// <returns>The inversions in the order they were written, and the network that measured their distances.</returns>
    /// <exception cref="EngineException">The file is missing or damaged, or of another person.</exception>
    public static (IReadOnlyList<PhotoInversion> Inversions, string PerceptualNetwork) Read(string path, Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        WeightFile file = Safetensors.Read(path);
        if (!Parse<string[]>(file, AnchorsKey, path).SequenceEqual(Names(person), StringComparer.Ordinal))
        {
            throw new EngineException($"{path} holds inversions into another person than {person.Manifest.Name}, or into this one before its photos changed.");
        }

        int layers = person.Generator.Architecture.LayerCount;
        return ([.. Parse<Entry[]>(file, InversionsKey, path).Select(Inversion)], file.Metadata.GetValueOrDefault(NetworkKey, ""));

        PhotoInversion Inversion(Entry entry) =>
            file.Tensors.TryGetValue(entry.FileName, out StoredTensor? stored) && stored.Shape is [var rows, var columns]
            && rows == layers && columns == person.Anchors.Length && entry.Square is null or { Corners.Length: 8 }
                ? entry.With(RowMatrix.FromFloats(layers, person.Anchors.Length, stored.ToFloats()))
                : throw new EngineException($"{path} is damaged: it has no complete inversion [{layers}, {person.Anchors.Length}] of '{entry.FileName}'.");
    }

    private static IEnumerable<string> Names(Person person) => person.Manifest.Photos.Select(photo => photo.Name);

    private static T Parse<T>(WeightFile file, string key, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(file.Metadata.GetValueOrDefault(key, "null"), JsonSerializerOptions.Web)
                ?? throw new EngineException($"{path} holds no inversions: it has no '{key}'.");
        }
        catch (JsonException e)
        {
            throw new EngineException($"{path} is damaged: its '{key}' cannot be read.", e);
        }
    }

    private sealed record Entry(
        string FileName, string Sha256, double Beta, double EffectiveBeta, double Lpips, double L2, double? Identity, int Steps, Square? Square)
    {
        public static Entry Of(PhotoInversion inversion) => new(
            inversion.FileName, inversion.Sha256, inversion.Beta, inversion.EffectiveBeta, inversion.Lpips, inversion.L2, inversion.Identity, inversion.Steps,
            inversion.Alignment is { } alignment ? InversionFile.Square.Of(alignment) : null);

        public PhotoInversion With(RowMatrix alpha) => new()
        {
            FileName = FileName,
            Sha256 = Sha256,
            Alignment = Square?.ToAlignment(),
            Alpha = alpha,
            Beta = Beta,
            EffectiveBeta = EffectiveBeta,
            Lpips = Lpips,
            L2 = L2,
            Identity = Identity,
            Steps = Steps,
        };
    }
    /// <summary>An alignment in plain numbers: x and y of the corners in the order of <see cref="Quad"/>.</summary>
    private sealed record Square(double[] Corners, int OutputSize, int TransformSize, int PhotoWidth, int PhotoHeight)
    {
        public static Square Of(Alignment alignment)
        {
            Quad quad = alignment.Quad;
            Point2[] corners = [quad.TopLeft, quad.BottomLeft, quad.BottomRight, quad.TopRight];
            return new Square(
                [.. corners.SelectMany(corner => (double[])[corner.X, corner.Y])],
                alignment.OutputSize, alignment.TransformSize, alignment.PhotoWidth, alignment.PhotoHeight);
        }

        public Alignment ToAlignment() => new(
            new Quad(Corner(0), Corner(1), Corner(2), Corner(3)), OutputSize, TransformSize, PhotoWidth, PhotoHeight);

        private Point2 Corner(int index) => new(Corners[2 * index], Corners[(2 * index) + 1]);
    }
}

using System.Text.Json;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.People;

/// <summary>
/// Writes a person's folder so that a crash at any moment leaves a whole person. Every changed file is first written beside
/// its place as <c>NAME.new</c>; putting the new manifest in place is the decision; then the files move. A reader that meets a
/// new manifest with files still pending finishes the move.
/// </summary>
internal static class PersonWriter
{
    public const string Pending = ".new";
    public const string PhotosKey = "photos";

    public static void Write(string folder, Person person)
    {
        Check(person);
        Directory.CreateDirectory(folder);
        PersonManifest? old = File.Exists(Path.Combine(folder, PersonNames.Manifest)) ? TryReadOld(folder) : null;
        var files = new SortedDictionary<string, FileRecord>(StringComparer.Ordinal);

        WeightFile generator = person.Generator.ToNvidia();
        WriteTensors(PersonNames.Generator, InPrecision(generator.Tensors, person.Manifest.Precision), generator.Metadata);
        string photos = JsonSerializer.Serialize(person.Manifest.Photos.Select(photo => photo.Name));
        WriteTensors(PersonNames.Anchors, Table("anchors", person.Anchors), new Dictionary<string, string> { [PhotosKey] = photos });
        if (person.Embeddings.Length > 0)
        {
            var about = new Dictionary<string, string> { ["model"] = person.EmbeddingModel, [PhotosKey] = photos };
            WriteTensors(PersonNames.Embeddings, Table("embeddings", person.Embeddings), about);
        }

        foreach ((string name, float[] direction) in person.Directions)
        {
            WriteTensors(PersonNames.ForDirection(name), Table("direction", [direction]), new Dictionary<string, string>());
        }

        foreach ((string name, byte[] picture) in person.Thumbnails)
        {
            Add(PersonNames.ForThumbnail(name), path => File.WriteAllBytes(path, picture));
        }

        string manifest = Path.Combine(folder, PersonNames.Manifest);
        WriteThrough(manifest + Pending, ManifestFormat.Write(person.Manifest with { Files = files }));
        File.Move(manifest + Pending, manifest, overwrite: true);

        foreach (string name in files.Keys.Where(name => File.Exists(Path.Combine(folder, name) + Pending)))
        {
            File.Move(Path.Combine(folder, name) + Pending, Path.Combine(folder, name), overwrite: true);
        }

        foreach (string name in old?.Files.Keys.Except(files.Keys) ?? [])
        {
            File.Delete(Path.Combine(folder, name));
        }

        void WriteTensors(string name, IReadOnlyDictionary<string, StoredTensor> tensors, IReadOnlyDictionary<string, string> metadata) =>
            Add(name, path => SafetensorsWriter.Write(path, new WeightFile(tensors, metadata)));

        void Add(string name, Action<string> write)
        {
            string path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            write(path + Pending);
            Flush(path + Pending);
            FileRecord record = PersonReader.Record(path + Pending);
            files[name] = record;
            if (old?.Files.GetValueOrDefault(name) == record && File.Exists(path) && PersonReader.Record(path) == record)
            {
                File.Delete(path + Pending);
            }
        }
    }

    private static void Check(Person person)
    {
        int photos = person.Manifest.Photos.Count;
        if (person.Anchors.Length == 0 || person.Anchors.Length != photos)
        {
            throw new EngineException($"A person needs one anchor a photo: there are {person.Anchors.Length} anchors and {photos} photos.");
        }

        if (person.Embeddings.Length > 0 && person.Embeddings.Length != photos)
        {
            throw new EngineException($"There are {person.Embeddings.Length} face descriptors for {photos} photos.");
        }

        string[] names = [.. person.Directions.Keys.Select(PersonNames.ForDirection), .. person.Thumbnails.Keys.Select(PersonNames.ForThumbnail)];
        if (names.FirstOrDefault(name => !PersonNames.IsKnown(name)) is { } wrong)
        {
            throw new EngineException($"'{wrong}' cannot be a file of a person: letters, digits, spaces, '.', '-' and '_' can.");
        }
    }

    /// <summary>A tensor with a value that 16 bits cannot hold stays as it is.</summary>
    private static Dictionary<string, StoredTensor> InPrecision(IReadOnlyDictionary<string, StoredTensor> tensors, WeightPrecision precision) =>
        tensors.ToDictionary(item => item.Key, item => precision == WeightPrecision.Float16 ? Narrow(item.Value) : item.Value, StringComparer.Ordinal);

    private static StoredTensor Narrow(StoredTensor tensor)
    {
        if (tensor.Type != ElementType.Float32)
        {
            return tensor;
        }

        StoredTensor half = tensor.ConvertTo(ElementType.Float16);
        return half.ToFloats().All(float.IsFinite) ? half : tensor;
    }

    private static Dictionary<string, StoredTensor> Table(string name, float[][] rows)
    {
        int columns = rows[0].Length;
        if (columns == 0 || Array.Exists(rows, row => row.Length != columns))
        {
            throw new EngineException($"The rows of '{name}' differ in length.");
        }

        return new(StringComparer.Ordinal) { [name] = StoredTensor.FromFloats([.. rows.SelectMany(row => row)], rows.Length, columns) };
    }

    private static PersonManifest? TryReadOld(string folder)
    {
        try
        {
            return PersonReader.ReadManifest(folder, folder);
        }
        catch (EngineException)
        {
            // What is being replaced need not be readable.
            return null;
        }
    }

    private static void WriteThrough(string path, byte[] content)
    {
        File.WriteAllBytes(path, content);
        Flush(path);
    }

    private static void Flush(string path)
    {
        using FileStream file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }
}

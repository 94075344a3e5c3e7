using System.Runtime.InteropServices;
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

        WriteTensors(PersonNames.Generator, HalfPrecision.Apply(person.Generator, person.Manifest.Precision), []);
        string photos = JsonSerializer.Serialize(person.Manifest.Photos.Select(photo => photo.Name));
        WriteTensors(PersonNames.Anchors, Table("anchors", person.Anchors), new() { [PhotosKey] = photos });
        if (person.Embeddings.Length > 0)
        {
            WriteTensors(PersonNames.Embeddings, Table("embeddings", person.Embeddings), new() { ["model"] = person.EmbeddingModel, [PhotosKey] = photos });
        }

        foreach ((string name, float[] direction) in person.Directions)
        {
            WriteTensors(PersonNames.ForDirection(name), Table("direction", [direction]), []);
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

        void WriteTensors(string name, IReadOnlyDictionary<string, StoredTensor> tensors, Dictionary<string, string> metadata) =>
            Add(name, path => SafetensorsWriter.Write(path, tensors, metadata));

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

    private static Dictionary<string, StoredTensor> Table(string name, float[][] rows)
    {
        int columns = rows[0].Length;
        if (columns == 0 || Array.Exists(rows, row => row.Length != columns))
        {
            throw new EngineException($"The rows of '{name}' differ in length.");
        }

        float[] values = [.. rows.SelectMany(row => row)];
        return new(StringComparer.Ordinal) { [name] = new StoredTensor(ElementType.Float32, [rows.Length, columns], MemoryMarshal.AsBytes<float>(values).ToArray()) };
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

using System.Security.Cryptography;
using System.Text.Json;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.People;

/// <summary>Reads a person's folder and holds it to its manifest.</summary>
internal static class PersonReader
{
    /// <summary>Reads the person in <paramref name="folder"/>; <paramref name="origin"/> is what the user called it.</summary>
    public static Person Read(string folder, string origin, string? priorSha256)
    {
        PersonManifest manifest = ReadManifest(folder, origin);
        if (priorSha256 is not null && !priorSha256.Equals(manifest.Prior.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new EngineException(
                $"{origin} was tuned from another prior ({manifest.Prior.Name}, SHA-256 {manifest.Prior.Sha256}) than the given one (SHA-256 {priorSha256}).");
        }

        FinishSaving(folder, manifest);
        foreach ((string name, FileRecord record) in manifest.Files)
        {
            Check(folder, origin, name, record);
        }

        float[][] anchors = ReadRows(Require(folder, origin, PersonNames.Anchors, manifest), "anchors", out IReadOnlyDictionary<string, string> metadata, origin);
        string[] photos = [.. manifest.Photos.Select(photo => photo.Name)];
        if (anchors.Length != photos.Length || !photos.SequenceEqual(Names(metadata), StringComparer.Ordinal))
        {
            throw new EngineException($"{origin} contradicts itself: its {anchors.Length} anchors are not those of its {photos.Length} photos.");
        }

        float[][] embeddings = [];
        string embeddingModel = "";
        if (manifest.Files.ContainsKey(PersonNames.Embeddings))
        {
            embeddings = ReadRows(Path.Combine(folder, PersonNames.Embeddings), "embeddings", out IReadOnlyDictionary<string, string> about, origin);
            embeddingModel = about.GetValueOrDefault("model", "");
        }

        return new Person
        {
            Manifest = manifest,
            Generator = GeneratorWeights.From(Detach(Safetensors.Read(Require(folder, origin, PersonNames.Generator, manifest)))),
            Anchors = anchors,
            Embeddings = embeddings,
            EmbeddingModel = embeddingModel,
            Thumbnails = Below(manifest, PersonNames.Thumbnails).ToDictionary(
                name => Path.GetFileName(name)!,
                name => File.ReadAllBytes(Path.Combine(folder, name))),
            Directions = Below(manifest, PersonNames.Directions).ToDictionary(
                name => Path.GetFileNameWithoutExtension(name)!,
                name => ReadRows(Path.Combine(folder, name), "direction", out _, origin)[0]),
        };
    }

    /// <summary>Reads <c>person.json</c> of <paramref name="folder"/>.</summary>
    public static PersonManifest ReadManifest(string folder, string origin)
    {
        string path = Path.Combine(folder, PersonNames.Manifest);
        if (!File.Exists(path))
        {
            throw new EngineException(Directory.Exists(folder)
                ? $"{origin} holds no person: there is no {PersonNames.Manifest} in it."
                : $"There is no person at {origin}.");
        }

        PersonManifest manifest = ManifestFormat.Read(File.ReadAllBytes(path), origin);
        return manifest.Files.Keys.FirstOrDefault(name => !PersonNames.IsKnown(name)) is { } unknown
            ? throw new EngineException($"{origin}: {PersonNames.Manifest} names the file '{unknown}', which a person does not have.")
            : manifest;
    }

    /// <summary>Reads the descriptors of <paramref name="folder"/>.</summary>
    public static PersonReferences ReadReferences(string folder)
    {
        PersonManifest manifest = ReadManifest(folder, folder);
        string[] photos = [.. manifest.Photos.Select(photo => photo.Name)];
        if (!manifest.Files.ContainsKey(PersonNames.Embeddings))
        {
            return new PersonReferences(photos, [], "");
        }

        float[][] rows = ReadRows(
            Path.Combine(folder, PersonNames.Embeddings), "embeddings", out IReadOnlyDictionary<string, string> about, folder);
        return new PersonReferences(photos, rows, about.GetValueOrDefault("model", ""));
    }

    /// <summary>Completes a save that was cut after its manifest was in place (<see cref="PersonWriter"/>).</summary>
    private static void FinishSaving(string folder, PersonManifest manifest)
    {
        foreach ((string name, FileRecord record) in manifest.Files)
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path + PersonWriter.Pending) && Record(path + PersonWriter.Pending) == record)
            {
                File.Move(path + PersonWriter.Pending, path, overwrite: true);
            }
        }
    }

    /// <summary>What the file at <paramref name="path"/> is.</summary>
    public static FileRecord Record(string path)
    {
        using FileStream file = File.OpenRead(path);
        return new FileRecord(file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    private static void Check(string folder, string origin, string name, FileRecord record)
    {
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            throw new EngineException($"{origin} is incomplete: {name} is missing.");
        }

        long length = new FileInfo(path).Length;
        if (length != record.Size)
        {
            throw new EngineException($"{origin} is damaged: {name} has {length} bytes where {record.Size} are right.");
        }

        if (Record(path) != record)
        {
            throw new EngineException($"{origin} is damaged: the content of {name} has changed.");
        }
    }

    private static string Require(string folder, string origin, string name, PersonManifest manifest) => manifest.Files.ContainsKey(name)
        ? Path.Combine(folder, name)
        : throw new EngineException($"{origin} is incomplete: it has no {name}.");

    private static IEnumerable<string> Below(PersonManifest manifest, string folder) =>
        manifest.Files.Keys.Where(name => name.StartsWith(folder + '/', StringComparison.Ordinal));

    private static float[][] ReadRows(string path, string tensor, out IReadOnlyDictionary<string, string> metadata, string origin)
    {
        WeightFile file = Safetensors.Read(path);
        metadata = file.Metadata;
        if (!file.Tensors.TryGetValue(tensor, out StoredTensor? stored) || stored.Shape is not [> 0 and var rows, > 0 and var columns])
        {
            throw new EngineException($"{origin} is damaged: {Path.GetFileName(path)} has no table called '{tensor}'.");
        }

        return [.. stored.ToFloats().Chunk((int)columns).Take((int)rows)];
    }

    private static string[] Names(IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(metadata.GetValueOrDefault(PersonWriter.PhotosKey, "[]")) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Copies out of the file, which may be a temporary one.</summary>
    private static WeightFile Detach(WeightFile file) => new(
        file.Tensors.ToDictionary(item => item.Key, item => item.Value with { Data = item.Value.Data.ToArray() }, StringComparer.Ordinal),
        file.Metadata);
}

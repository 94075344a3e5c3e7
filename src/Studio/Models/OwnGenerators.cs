using System.Collections.Concurrent;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;
using MyStyle.Engine.Workshop;

namespace MyStyle.Studio.Models;

/// <summary>Generators that the user put into a model folder; each file is read once.</summary>
/// <param name="models">The folders.</param>
internal sealed class OwnGenerators(ModelDirectories models)
{
    private static readonly HashSet<string> Endings = new([".safetensors", ".pt", ".pth", ".pkl"], StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string Path, long Length, DateTime Written), Lazy<(string Sha256, int Resolution)?>> _known = new();

    /// <summary>Every generator in the user's folders that the catalogue does not know.</summary>
    public IReadOnlyList<(string Path, string Sha256, int Resolution)> List()
    {
        HashSet<string> catalogue = new(ModelCatalogue.Entries.Select(entry => entry.FileName), StringComparer.OrdinalIgnoreCase);
        IEnumerable<string> files = models.Folders.Where(folder => folder != models.Bundled && Directory.Exists(folder))
            .SelectMany(Directory.EnumerateFiles)
            .Where(file => Endings.Contains(Path.GetExtension(file)) && !catalogue.Contains(Path.GetFileName(file)));
        return [.. files.Select(file => (file, Look(file))).Where(item => item.Item2 is not null).Select(item => (item.file, item.Item2!.Value.Sha256, item.Item2.Value.Resolution))];
    }

    /// <summary>Whether the ending is one of weights.</summary>
    public static bool MayBeWeights(string path) => Endings.Contains(Path.GetExtension(path));

    /// <summary>Reads a file and says what generator it is.</summary>
    /// <exception cref="EngineException">It is none.</exception>
    public static int Resolution(string path) => GeneratorWeights.From(WeightReader.Read(path)).Architecture.Resolution;

    private (string Sha256, int Resolution)? Look(string path)
    {
        FileInfo file = new(path);
        return _known.GetOrAdd((path, file.Length, file.LastWriteTimeUtc), _ => new Lazy<(string, int)?>(() =>
        {
            try
            {
                return (Toolbox.Hash(path), Resolution(path));
            }
            catch (EngineException)
            {
                // Some other file of weights: a direction, a code, half a download.
                return null;
            }
        })).Value;
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Curation;

/// <summary>The user's decisions of one curated folder (<c>decisions.json</c>).</summary>
public sealed class DecisionStore
{
    /// <summary>The file's name inside the output folder.</summary>
    public const string FileName = "decisions.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly string _path;
    private readonly SortedDictionary<string, Entry> _entries;

    private DecisionStore(string path, SortedDictionary<string, Entry> entries)
    {
        _path = path;
        _entries = entries;
    }

    /// <summary>How many photos have a decision.</summary>
    public int Count => _entries.Count;

    /// <summary>Opens the decisions of an output folder; none if there is no file yet.</summary>
    /// <exception cref="EngineException">The file is there and damaged. It is not overwritten: decisions are work.</exception>
    public static DecisionStore Open(string outputFolder)
    {
        string path = Path.Combine(outputFolder, FileName);
        SortedDictionary<string, Entry> entries = new(StringComparer.Ordinal);
        if (File.Exists(path))
        {
            try
            {
                entries = new(JsonSerializer.Deserialize<Dictionary<string, Entry>>(File.ReadAllBytes(path), Json) ?? [], StringComparer.Ordinal);
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
            {
                throw new EngineException($"{path} holds your decisions and cannot be read: {e.Message} Repair it, or move it away to start without.", e);
            }
        }

        return new DecisionStore(path, entries);
    }

    /// <summary>The decision about a photo; null without.</summary>
    public UserDecision? Of(string contentHash) => _entries.TryGetValue(contentHash, out Entry? entry) ? entry.Decision : null;

    /// <summary>Remembers a decision until it is changed; null forgets it. Written by <see cref="Save"/>.</summary>
    /// <param name="contentHash">SHA-256 of the photo file, lower case hex.</param>
    /// <param name="file">The photo's name, for people who read the file.</param>
    /// <param name="decision">The decision.</param>
    public void Set(string contentHash, string file, UserDecision? decision)
    {
        if (decision is { } d)
        {
            _entries[contentHash] = new Entry(file, d);
        }
        else
        {
            _entries.Remove(contentHash);
        }
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="EngineException">The file cannot be written.</exception>
    public void Save() => AtomicFile.Write(_path, JsonSerializer.Serialize(_entries, Json));

    private sealed record Entry(string File, UserDecision Decision);
}

using System.Text;
using System.Text.Json;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Curation;

/// <summary>
/// What earlier runs learned, by content hash, and which file had which content. One line of JSON a photo, appended as it
/// comes, so that an interrupted run loses nothing; damaged lines are computed again. Safe to call from several threads.
/// </summary>
internal sealed class AnalysisCache : IDisposable
{
    // Raise when measurements change meaning.
    private const int Version = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        IgnoreReadOnlyProperties = true,
        Converters = { new Base64Floats() },
    };

    private readonly Lock _lock = new();
    private readonly Dictionary<string, PhotoAnalysis> _analyses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileStamp> _files = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly string _key;
    private StreamWriter? _appender;

    private AnalysisCache(string path, string key)
    {
        _path = path;
        _key = $"{Version}|{key}";
    }

    /// <summary>Opens a cache; entries made under another key are forgotten.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">Everything on which an analysis depends besides the bytes.</param>
    public static AnalysisCache Open(string path, string key)
    {
        AnalysisCache cache = new(path, key);
        cache.Load();
        return cache;
    }

    /// <summary>The content hash of a file that has not changed since it was last read.</summary>
    public string? HashOf(string file, long length, long modified)
    {
        lock (_lock)
        {
            return _files.TryGetValue(file, out FileStamp? stamp) && stamp.Length == length && stamp.Modified == modified ? stamp.Hash : null;
        }
    }

    public PhotoAnalysis? Find(string contentHash)
    {
        lock (_lock)
        {
            return _analyses.GetValueOrDefault(contentHash);
        }
    }

    public void Add(PhotoAnalysis analysis)
    {
        lock (_lock)
        {
            _analyses[analysis.ContentHash] = analysis;
            Append(new Line { Photo = analysis });
        }
    }

    public void Stamp(string file, long length, long modified, string hash)
    {
        FileStamp stamp = new(file, length, modified, hash);
        lock (_lock)
        {
            if (!_files.TryGetValue(file, out FileStamp? known) || known != stamp)
            {
                _files[file] = stamp;
                Append(new Line { File = stamp });
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _appender?.Dispose();
            _appender = null;
        }
    }

    private void Load()
    {
        if (!File.Exists(_path))
        {
            return;
        }

        using StreamReader reader = new(_path, Encoding.UTF8);
        if (reader.ReadLine() != _key)
        {
            return;
        }

        while (reader.ReadLine() is { } text)
        {
            try
            {
                Line? line = JsonSerializer.Deserialize<Line>(text, Json);
                if (line?.Photo is { } photo)
                {
                    _analyses[photo.ContentHash] = photo;
                }

                if (line?.File is { } stamp)
                {
                    _files[stamp.File] = stamp;
                }
            }
            catch (JsonException)
            {
                // The line of a run that was cut off; its photo is computed again.
            }
        }
    }

    private void Append(Line line)
    {
        if (_appender is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            if (_analyses.Count + _files.Count <= 1 || FirstLine() != _key)
            {
                AtomicFile.Write(_path, _key + "\n");
            }

            // A cut-off last line must not swallow the next one.
            _appender = new StreamWriter(_path, append: true, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
            _appender.WriteLine();
        }

        _appender.WriteLine(JsonSerializer.Serialize(line, Json));
    }

    private string? FirstLine()
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        using StreamReader reader = new(_path, Encoding.UTF8);
        return reader.ReadLine();
    }

    private sealed record FileStamp(string File, long Length, long Modified, string Hash);

    private sealed record Line
    {
        public PhotoAnalysis? Photo { get; init; }

        public FileStamp? File { get; init; }
    }
}

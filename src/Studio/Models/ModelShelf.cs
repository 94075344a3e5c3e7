using System.Collections.Concurrent;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;

namespace MyStyle.Studio.Models;

/// <summary>The models on this machine: those of the catalogue, and priors of the user's own. Safe to call from any thread.</summary>
/// <param name="directories">Where they are.</param>
/// <param name="time">Tells the time, for receipts.</param>
/// <param name="logger">Hears of downloads that fail.</param>
public sealed partial class ModelShelf(ModelDirectories directories, TimeProvider time, ILogger<ModelShelf> logger) : IDisposable
{
    private static readonly string[] OwnExtensions = [".pkl", ".pt", ".pth", ".safetensors"];

    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentDictionary<string, double> _fetching = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _failures = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _end = new();

    /// <summary>Told, on any thread, when a model came, or while one is fetched.</summary>
    public event Action? Changed;

    /// <summary>Where models are installed.</summary>
    public string InstallFolder => directories.InstallFolder;

    /// <summary>All models: the catalogue, then the user's own priors.</summary>
    public IReadOnlyList<ModelItem> List() => [.. ModelCatalogue.Entries.Select(Item), .. Own()];

    /// <summary>Reads a model's whole file and compares its hash.</summary>
    /// <returns>The sentence to show, and whether all is well.</returns>
    /// <exception cref="EngineException">There is no such model here.</exception>
    public async Task<(bool IsRight, string Sentence)> VerifyAsync(string name, CancellationToken cancellation = default)
    {
        if (ModelCatalogue.Find(name) is not { } entry)
        {
            string own = await ModelFile.Sha256Async(directories.Require(name), cancellation);
            return (true, $"{name} has SHA-256 {own}. No other hash is known to compare it with.");
        }

        ModelState state = await ModelState.Of(entry, directories).VerifyAsync(cancellation);
        return state switch
        {
            { Path: null } => throw new EngineException($"{name} is not installed."),
            { Problem: { } problem } => (false, $"{name} {problem}. Fetch or import it again."),
            { Sha256: null } => (true, $"{name} is there; no hash is known to compare it with."),
            _ => (true, $"{name} is byte for byte what it should be."),
        };
    }

    /// <summary>Fetches a model from its publishers, in the background; what arrived is kept if it breaks off.</summary>
    /// <exception cref="EngineException">There is no such model, or it can only be fetched by hand.</exception>
    public void Fetch(string name)
    {
        ModelEntry entry = ModelCatalogue.Find(name) ?? throw new EngineException($"There is no model called '{name}'.");
        if (!Item(entry).CanFetch)
        {
            throw new EngineException($"{name} cannot be fetched by the program: get its files by hand and import them.");
        }

        if (_fetching.TryAdd(entry.Name, 0))
        {
            _failures.TryRemove(entry.Name, out _);
            _ = FetchAsync(entry);
        }
    }

    /// <summary>
    /// Takes in a file, or every model file of a folder, that is on this machine already. Files of the catalogue are recognised by their
    /// hash, whatever they are called; another single weights file becomes a prior of the user's own.
    /// </summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="cancellation">Gives up; nothing half is left.</param>
    /// <returns>What was taken in, a sentence each.</returns>
    /// <exception cref="EngineException">Nothing there is a model, or it is damaged.</exception>
    public async Task<IReadOnlyList<string>> ImportAsync(string path, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        bool isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
        {
            throw new EngineException($"There is no file and no folder {path} on the machine that the studio runs on.");
        }

        string[] files = isFolder ? Directory.GetFiles(path) : [path];
        Dictionary<string, string> hashes = [];
        foreach (string file in files.Where(file => new FileInfo(file).Length > 0))
        {
            hashes[file] = await ModelFile.Sha256Async(file, cancellation);
        }

        List<string> said = [];
        foreach (ModelEntry entry in ModelCatalogue.Entries.Where(entry => !entry.IsBundled))
        {
            string[] given = [.. files.Where(file => hashes.TryGetValue(file, out string? sha) && BelongsTo(file, sha, entry))];
            if (given.Length > 0)
            {
                said.Add(await TakeAsync(entry, given, hashes, cancellation));
            }
        }

        if (said.Count == 0)
        {
            said.Add(isFolder
                ? throw new EngineException($"No file in {path} is a model that the catalogue knows. To use a prior of your own, import its file alone.")
                : await TakeOwnAsync(path, cancellation));
        }

        Changed?.Invoke();
        return said;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _client.Dispose();
    }

    private static bool BelongsTo(string file, string sha, ModelEntry entry) =>
        sha == entry.Sha256
        || entry.Sources.Any(source => source.Sha256 is { } known ? known == sha : source.FileName == Path.GetFileName(file));

    private async Task<string> TakeAsync(ModelEntry entry, string[] given, Dictionary<string, string> hashes, CancellationToken cancellation)
    {
        bool isReady = given.Any(file => hashes[file] == entry.Sha256);
        string[] missing = [.. entry.Sources
            .Where(source => !given.Any(file => source.Sha256 is { } sha ? hashes[file] == sha : source.FileName == Path.GetFileName(file)))
            .Select(source => source.FileName)];
        if (!isReady && missing.Length > 0)
        {
            // The installer would download the rest; that is for the user to ask for.
            return $"{entry.Name} needs {string.Join(" and ", missing)} as well: put everything into one folder and import that.";
        }

        await new ModelInstaller(directories, _client, time).InstallAsync(entry, given, null, cancellation);
        return $"{entry.Name} is installed.";
    }

    private async Task<string> TakeOwnAsync(string path, CancellationToken cancellation)
    {
        string name = Path.GetFileName(path);
        if (!OwnExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))
        {
            throw new EngineException($"{name} is no model: the catalogue does not know it, and a prior of your own ends with {string.Join(", ", OwnExtensions)}.");
        }

        string target = Path.Combine(directories.InstallFolder, name);
        if (File.Exists(target) || ModelCatalogue.Entries.Any(entry => entry.FileName == name))
        {
            throw new EngineException($"There is a model file called {name} already. Give this one another name first.");
        }

        Directory.CreateDirectory(directories.InstallFolder);
        string partial = target + ".part";
        try
        {
            await using (FileStream source = File.OpenRead(path))
            await using (FileStream copy = File.Create(partial))
            {
                await source.CopyToAsync(copy, cancellation);
                copy.Flush(flushToDisk: true);
            }

            File.Move(partial, target);
        }
        finally
        {
            File.Delete(partial);
        }

        return $"{name} is not in the catalogue, so it is kept as a prior of your own. It is read for the first time when somebody is trained on it.";
    }

    private async Task FetchAsync(ModelEntry entry)
    {
        try
        {
            await new ModelInstaller(directories, _client, time).InstallAsync(entry, null, new Share(this, entry), _end.Token);
        }
        catch (Exception e) when (e is EngineException or HttpRequestException or IOException)
        {
            _failures[entry.Name] = e is EngineException ? e.Message : $"was not fetched: {e.Message} What arrived is kept; try again.";
            LogFailed(logger, entry.Name, e);
        }
        catch (OperationCanceledException)
        {
            // The program ends; what arrived is kept.
        }
        finally
        {
            _fetching.TryRemove(entry.Name, out _);
            Changed?.Invoke();
        }
    }

    private ModelItem Item(ModelEntry entry)
    {
        ModelState state = ModelState.Of(entry, directories);
        long? size = state.Path is { } path ? new FileInfo(path).Length
            : entry.Sources.Count > 0 && entry.Sources.All(source => source.Size is not null) ? entry.Sources.Sum(source => source.Size!.Value)
            : entry.Size;
        return new ModelItem(
            entry.Name, entry.Kind, entry.Description, entry.Licence, entry.Note, entry.IsBundled, false, state.IsUsable, size, state.Sha256,
            state.Path, state.Problem ?? _failures.GetValueOrDefault(entry.Name), entry.Prior, entry.Sources,
            _fetching.TryGetValue(entry.Name, out double share) ? share : null);
    }

    private IEnumerable<ModelItem> Own() => !Directory.Exists(directories.InstallFolder)
        ? []
        : new DirectoryInfo(directories.InstallFolder).EnumerateFiles()
            .Where(file => OwnExtensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase) && ModelCatalogue.Entries.All(entry => entry.FileName != file.Name))
            .OrderBy(file => file.Name, StringComparer.OrdinalIgnoreCase)
            .Select(file => new ModelItem(
                file.Name, ModelKind.Prior, "A prior of your own.", "", "", false, true, true, file.Length, null, file.FullName, null, null, [], null));

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} was not fetched.")]
    private static partial void LogFailed(ILogger logger, string model, Exception error);

    private sealed class Share(ModelShelf shelf, ModelEntry entry) : IProgress<InstallProgress>
    {
        private readonly Dictionary<string, InstallProgress> _latest = [];
        private long _told;

        public void Report(InstallProgress value)
        {
            _latest[value.FileName] = value;
            long total = entry.Sources.Sum(source => _latest.GetValueOrDefault(source.FileName)?.Total ?? source.Size ?? 0);
            shelf._fetching[entry.Name] = total > 0 ? Math.Clamp((double)_latest.Values.Sum(file => file.Done) / total, 0, 1) : 0;
            if (Environment.TickCount64 - _told > 300)
            {
                _told = Environment.TickCount64;
                shelf.Changed?.Invoke();
            }
        }
    }
}

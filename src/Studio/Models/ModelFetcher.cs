using System.Collections.Concurrent;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;

namespace MyStyle.Studio.Models;

/// <summary>
/// Fetches models of the catalogue from their publishers, in the background and only when the user asks. Safe to call from any thread.
/// </summary>
/// <param name="directories">Where they are installed.</param>
/// <param name="time">Tells the time, for receipts.</param>
/// <param name="logger">Hears of downloads that fail.</param>
public sealed partial class ModelFetcher(ModelDirectories directories, TimeProvider time, ILogger<ModelFetcher> logger) : IDisposable
{
    private static readonly TimeSpan BetweenWords = TimeSpan.FromMilliseconds(300);

    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentDictionary<string, double> _shares = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _failures = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _end = new();

    /// <summary>Told, on any thread, while something is fetched and when it is there or failed.</summary>
    public event Action? Changed;

    /// <summary>Whether the program can fetch a model by itself.</summary>
    public static bool CanFetch(ModelView model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Status == ModelStatus.Missing && model.Sources.Count > 0 && model.Sources.All(source => source.Address is not null);
    }

    /// <summary>How much of a model is here, 0 to 1; null if it is not being fetched.</summary>
    public double? Share(string name) => _shares.TryGetValue(name, out double share) ? share : null;

    /// <summary>Why fetching a model failed; null if it did not.</summary>
    public string? Failure(string name) => _failures.GetValueOrDefault(name);

    /// <summary>Starts; what arrives is kept if it breaks off, and continued the next time.</summary>
    /// <exception cref="EngineException">There is no such model, or it can only be fetched by hand.</exception>
    public void Fetch(string name)
    {
        ModelEntry entry = ModelCatalogue.Find(name) ?? throw new EngineException($"There is no model called '{name}'.");
        if (entry.IsBundled || entry.Sources.Count == 0 || entry.Sources.Any(source => source.Address is null))
        {
            throw new EngineException($"{name} cannot be fetched by the program: get its files by hand and import them.");
        }

        if (_shares.TryAdd(entry.Name, 0))
        {
            _failures.TryRemove(entry.Name, out _);
            _ = RunAsync(entry);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _client.Dispose();
    }

    private async Task RunAsync(ModelEntry entry)
    {
        try
        {
            await new ModelInstaller(directories, _client, time).InstallAsync(entry, null, new Watch(this, entry), _end.Token);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The program ends; what arrived is kept.
        }
        catch (Exception e) when (e is EngineException or HttpRequestException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            _failures[entry.Name] = e is EngineException ? e.Message : $"It was not fetched: {e.Message} What arrived is kept; try again.";
            LogFailed(logger, entry.Name, e);
        }
        finally
        {
            _shares.TryRemove(entry.Name, out _);
            Changed?.Invoke();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} was not fetched.")]
    private static partial void LogFailed(ILogger logger, string model, Exception error);

    private sealed class Watch(ModelFetcher fetcher, ModelEntry entry) : IProgress<InstallProgress>
    {
        private readonly Dictionary<string, InstallProgress> _latest = [];
        private long _told;

        public void Report(InstallProgress value)
        {
            _latest[value.FileName] = value;
            long total = entry.Sources.Sum(source => _latest.GetValueOrDefault(source.FileName)?.Total ?? source.Size ?? 0);
            fetcher._shares[entry.Name] = total > 0 ? Math.Clamp((double)_latest.Values.Sum(file => file.Done) / total, 0, 1) : 0;
            if (TimeProvider.System.GetElapsedTime(_told) > BetweenWords)
            {
                _told = TimeProvider.System.GetTimestamp();
                fetcher.Changed?.Invoke();
            }
        }
    }
}

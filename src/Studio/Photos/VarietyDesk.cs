using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Photos;

/// <summary>
/// Measures how much the accepted photos of albums differ (figure 6), when an album has come to rest: in the engine's lane of short jobs, a
/// photo a step, so that nobody waits for it. What was measured is kept beside the curation until other photos are accepted.
/// </summary>
/// <param name="folder">Where everything is.</param>
/// <param name="engine">Measures.</param>
/// <param name="announcer">Tells of changes.</param>
/// <param name="time">Measures pauses.</param>
/// <param name="log">Hears why a measurement came to nothing.</param>
internal sealed partial class VarietyDesk(DataFolder folder, IEngineService engine, Announcer announcer, TimeProvider time, ILogger<VarietyDesk> log) : IAsyncDisposable
{
    private const string FileName = "variety.json";

    // Whoever goes through an album by keys changes the accepted photos every second.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, Measuring> _albums = new();

    /// <summary>What is known of the accepted photos; null if it was not measured yet, or of other photos.</summary>
    public Variety? Find(Guid person, CurationReport report)
    {
        try
        {
            string path = PathOf(person);
            return File.Exists(path) && PhotoJson.Read<Variety>(File.ReadAllText(path)) is { } known && known.Key == KeyOf(report) ? known : null;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            // A damaged file costs a measurement, nothing else.
            return null;
        }
    }

    /// <summary>Measures an album soon, unless its photos are known or cannot be measured.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="report">The album as it was curated last.</param>
    /// <returns>Whether it is being measured.</returns>
    public bool Ask(Guid person, CurationReport report)
    {
        string key = KeyOf(report);
        if (Accepted(report).Count() < 2 || Find(person, report) is not null)
        {
            return false;
        }

        Measuring album = _albums.GetOrAdd(person, _ => new Measuring());
        lock (album)
        {
            if (album.IsClosed || album.Failed == key)
            {
                return false;
            }

            if (album.Key != key)
            {
                album.Stop?.Cancel();
                var stop = new CancellationTokenSource();
                (album.Key, album.Stop) = (key, stop);
                album.Run = RunAsync(person, album, key, Order(person, report), album.Run, stop);
            }

            return true;
        }
    }

    /// <summary>Ends a measurement: the photos are about to change. Waits until it has let go of them.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="forGood">The album is about to go.</param>
    public async Task StopAsync(Guid person, bool forGood = false)
    {
        Measuring album = _albums.GetOrAdd(person, _ => new Measuring());
        Task run;
        lock (album)
        {
            album.IsClosed |= forGood;
            album.Failed = null;
            album.Stop?.Cancel();
            run = album.Run;
        }

        await run;
    }

    /// <summary>Waits until an album has been measured.</summary>
    public Task WhenIdleAsync(Guid person) => _albums.TryGetValue(person, out Measuring? album) ? album.Run : Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (Guid person in _albums.Keys)
        {
            await StopAsync(person, forGood: true);
        }
    }

    private static IEnumerable<CuratedPhoto> Accepted(CurationReport report) =>
        report.Photos.Where(photo => photo.Verdict == Verdict.Accept && photo.Aligned is not null);

    private static string KeyOf(CurationReport report) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{report.Size}|" + string.Join('|', Accepted(report).Select(photo => FormattableString.Invariant($"{photo.ContentHash}:{photo.FaceIndex}"))))));

    private async Task RunAsync(Guid person, Measuring album, string key, VarietyOrder order, Task before, CancellationTokenSource stop)
    {
        string? failed = key;
        try
        {
            await before;
            await Task.Delay(Rest, time, stop.Token);
            await foreach (EngineUpdate update in engine.RunAsync($"variety-{Guid.NewGuid():N}", order, stop.Token))
            {
                if (update is FinishedUpdate { Outcome: VarietyOutcome outcome })
                {
                    AtomicFile.Write(PathOf(person), PhotoJson.Write(new Variety(key, outcome.MeanDistance, outcome.Network, outcome.Pictures)));
                    failed = null;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The photos change.
            failed = null;
        }
        catch (EngineException e)
        {
            LogRefusal(log, e.Message);
        }
        catch (Exception e)
        {
            LogFailure(log, e);
        }

        lock (album)
        {
            if (album.Stop == stop)
            {
                (album.Key, album.Stop, album.Failed) = (null, null, failed);
            }
        }

        if (!stop.IsCancellationRequested)
        {
            announcer.Tell(person);
        }
    }

    private VarietyOrder Order(Guid person, CurationReport report) => new()
    {
        Pictures = [.. Accepted(report).Select(photo => new PhotoFile(photo.File, Path.Combine(folder.Curation(person), photo.Aligned!), photo.ContentHash))],
        OutputFolder = folder.Curation(person),
    };

    private string PathOf(Guid person) => Path.Combine(folder.Curation(person), FileName);

    [LoggerMessage(Level = LogLevel.Warning, Message = "How much the photos of an album differ was not measured: {Reason}")]
    private static partial void LogRefusal(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "How much the photos of an album differ could not be measured.")]
    private static partial void LogFailure(ILogger logger, Exception exception);

    private sealed class Measuring
    {
        public string? Key { get; set; }

        public string? Failed { get; set; }

        public bool IsClosed { get; set; }

        public CancellationTokenSource? Stop { get; set; }

        public Task Run { get; set; } = Task.CompletedTask;
    }
}

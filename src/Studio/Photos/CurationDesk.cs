using System.Collections.Concurrent;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Photos;

/// <summary>
/// Looks at albums in the background: one at a time, beside the engine thread, again whenever something changed. What a run learned is
/// kept, so that the next one only looks at what is new.
/// </summary>
/// <param name="curator">Looks at one album.</param>
/// <param name="variety">Measures how much the accepted photos differ, once an album has come to rest.</param>
/// <param name="folder">Where everything is.</param>
/// <param name="faces">The face networks, loaded when the first album needs them.</param>
/// <param name="announcer">Tells of changes.</param>
/// <param name="log">Hears of what should not happen.</param>
internal sealed partial class CurationDesk(
    AlbumCurator curator, VarietyDesk variety, DataFolder folder, Lazy<FaceAnalyzer> faces, Announcer announcer, ILogger<CurationDesk> log) : IAsyncDisposable
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(600);
    private readonly ConcurrentDictionary<Guid, AlbumState> _albums = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>How the curation of an album stands.</summary>
    public CurationView View(Guid person) => _albums.TryGetValue(person, out AlbumState? state) ? state.View : CurationView.Idle;

    /// <summary>Looks at an album soon.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="atOnce">Without waiting for more uploads, and instead of a run that goes on: what it learned is kept.</param>
    public void Ask(Guid person, bool atOnce = false)
    {
        AlbumState state = _albums.GetOrAdd(person, _ => new AlbumState());
        lock (state)
        {
            if (state.IsClosed)
            {
                return;
            }

            state.Wanted++;
            if (atOnce)
            {
                state.Hurry = true;
                state.Run?.Cancel();
            }

            if (state.Loop is null or { IsCompleted: true })
            {
                state.View = state.View with { IsRunning = true, Problem = null };
                state.Loop = Task.Run(() => LoopAsync(person, state));
            }
        }
    }

    /// <summary>Ends a run; what it learned is kept.</summary>
    public void Cancel(Guid person)
    {
        if (_albums.TryGetValue(person, out AlbumState? state))
        {
            lock (state)
            {
                state.Done = state.Wanted;
                state.Run?.Cancel();
            }
        }
    }

    /// <summary>Ends a run for good, and waits until it has let go of the files.</summary>
    public async Task StopAsync(Guid person)
    {
        AlbumState state = _albums.GetOrAdd(person, _ => new AlbumState());
        Task? loop;
        lock (state)
        {
            state.IsClosed = true;
            state.Done = state.Wanted;
            state.Run?.Cancel();
            loop = state.Loop;
        }

        await (loop ?? Task.CompletedTask);
        await variety.StopAsync(person, forGood: true);
    }

    /// <summary>Waits until an album has been looked at.</summary>
    public Task WhenIdleAsync(Guid person) => _albums.TryGetValue(person, out AlbumState? state) ? state.Loop ?? Task.CompletedTask : Task.CompletedTask;

    /// <summary>Holds curation back while files of an album change that it may be reading.</summary>
    public async Task<T> WithoutCurationAsync<T>(Guid person, Func<Task<T>> work)
    {
        if (_albums.TryGetValue(person, out AlbumState? state))
        {
            lock (state)
            {
                state.Run?.Cancel();
            }
        }

        await _turn.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (Guid person in _albums.Keys)
        {
            await StopAsync(person);
        }

        _turn.Dispose();
    }

    private async Task LoopAsync(Guid person, AlbumState state)
    {
        while (true)
        {
            bool hurry;
            long wanted;
            lock (state)
            {
                (hurry, wanted) = (state.Hurry, state.Wanted);
                state.Hurry = false;
            }

            if (!hurry)
            {
                await Task.Delay(Debounce);
                lock (state)
                {
                    if (state.Wanted != wanted && !state.Hurry && !state.IsClosed)
                    {
                        continue;
                    }

                    wanted = state.Wanted;
                }
            }

            await RunAsync(person, state, wanted);
            lock (state)
            {
                if (state.Done >= state.Wanted)
                {
                    state.View = state.View with { IsRunning = false };
                    state.Loop = null;
                    announcer.Tell(person);
                    if (state.Report is { } report)
                    {
                        variety.Ask(person, report);
                    }

                    return;
                }
            }
        }
    }

    private async Task RunAsync(Guid person, AlbumState state, long wanted)
    {
        await _turn.WaitAsync();
        using var run = new CancellationTokenSource();
        try
        {
            lock (state)
            {
                if (state.Done >= wanted)
                {
                    return;
                }

                state.Run = run;
            }

            await variety.StopAsync(person);
            CurationReport? report = await curator.RunAsync(person, view => Show(person, state, view), run.Token);
            lock (state)
            {
                state.Done = Math.Max(state.Done, wanted);
                state.View = state.View with { Problem = report is null ? null : curator.Problem(person, report) };
                state.Report = report;
                state.Finder = null;
            }

            announcer.Tell(person);
        }
        catch (OperationCanceledException)
        {
            // Something newer is wanted, or nothing any more.
        }
        catch (EngineException e)
        {
            lock (state)
            {
                state.Done = Math.Max(state.Done, wanted);
                state.View = state.View with { Problem = e.Message.Replace(folder.Photos(person), "the album", StringComparison.Ordinal) };
            }
        }
        catch (Exception e)
        {
            LogFailure(log, e);
            lock (state)
            {
                state.Done = Math.Max(state.Done, wanted);
                state.View = state.View with { Problem = "The album could not be looked at. What was there is kept; try again." };
            }
        }
        finally
        {
            lock (state)
            {
                state.Run = null;
            }

            _turn.Release();
        }
    }

    private void Show(Guid person, AlbumState state, CurationView view)
    {
        lock (state)
        {
            state.View = view;
        }

        announcer.Tell(person, isProgress: true);
    }

    /// <summary>The finder of copies of the album as it was last looked at; null before that.</summary>
    public CopyFinder? Finder(Guid person)
    {
        AlbumState state = _albums.GetOrAdd(person, _ => new AlbumState());
        if (state.Finder is { } ready)
        {
            return ready;
        }

        return File.Exists(Path.Combine(folder.Curation(person), CurationJson.FileName))
            ? state.Finder = CopyFinder.Open(folder.Curation(person), CurationJson.Read(folder.Curation(person)), faces.Value)
            : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An album could not be curated.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}

using System.Collections.Concurrent;
using MyStyle.Studio.People;

namespace MyStyle.Studio.Photos;

/// <summary>One at a time where files and rows of an album change together; none any more once its person is about to go.</summary>
internal sealed class AlbumLocks
{
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> _locks = new();
    private readonly ConcurrentDictionary<Guid, bool> _closed = new();

    /// <summary>Waits for its turn.</summary>
    /// <exception cref="PersonNotFoundException">The person is about to go.</exception>
    public async Task<IDisposable> TakeAsync(Guid person, CancellationToken cancellation)
    {
        SemaphoreSlim turn = _locks.GetOrAdd(person, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellation);
        if (_closed.ContainsKey(person))
        {
            turn.Release();
            throw new PersonNotFoundException();
        }

        return new Turn(turn);
    }

    /// <summary>Lets nobody in any more, and waits until whoever is in has left.</summary>
    public async Task CloseAsync(Guid person)
    {
        _closed[person] = true;
        SemaphoreSlim turn = _locks.GetOrAdd(person, _ => new SemaphoreSlim(1));
        await turn.WaitAsync();
        turn.Release();
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}

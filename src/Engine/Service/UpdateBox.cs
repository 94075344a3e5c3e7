using System.Threading.Channels;
using MyStyle.Engine.Service.Updates;

namespace MyStyle.Engine.Service;

/// <summary>
/// What a running order tells, between the engine thread and one reader of any speed. The writer never waits: of steps, of phases
/// of one text and of frames of one place only the newest is kept until it is read.
/// </summary>
internal sealed class UpdateBox
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(object? Key, EngineUpdate Update)> _updates = [];
    private readonly Dictionary<object, LinkedListNode<(object? Key, EngineUpdate Update)>> _newest = [];
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Tells something.</summary>
    public void Add(EngineUpdate update)
    {
        object? key = update switch
        {
            StepUpdate => typeof(StepUpdate),
            FrameUpdate frame => frame.Place,
            PhaseUpdate phase => phase.Text,
            _ => null,
        };
        lock (_gate)
        {
            if (key is not null && _newest.Remove(key, out LinkedListNode<(object? Key, EngineUpdate Update)>? older))
            {
                _updates.Remove(older);
            }

            LinkedListNode<(object? Key, EngineUpdate Update)> node = _updates.AddLast((key, update));
            if (key is not null)
            {
                _newest[key] = node;
            }
        }

        _bell.Writer.TryWrite(true);
    }

    /// <summary>Nothing more will be told.</summary>
    /// <param name="failure">What the reader meets at the end; null for a good one.</param>
    public void Complete(Exception? failure) => _bell.Writer.TryComplete(failure);

    /// <summary>Everything that is told, to the end.</summary>
    public async IAsyncEnumerable<EngineUpdate> ReadAsync()
    {
        bool more;
        do
        {
            Exception? failure = null;
            try
            {
                more = await _bell.Reader.WaitToReadAsync().ConfigureAwait(false);
                _bell.Reader.TryRead(out _);
            }
#pragma warning disable CA1031 // It is thrown below, after what was told before it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                (more, failure) = (false, e);
            }

            while (Take() is { } update)
            {
                yield return update;
            }

            if (failure is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            }
        }
        while (more);
    }

    private EngineUpdate? Take()
    {
        lock (_gate)
        {
            if (_updates.First is not { } first)
            {
                return null;
            }

            _updates.RemoveFirst();
            if (first.Value.Key is { } key)
            {
                _newest.Remove(key);
            }

            return first.Value.Update;
        }
    }
}

using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Service.Lanes;

/// <summary>
/// Shares the engine thread between two lanes: works, of which one is advanced at a time, and questions, which are answered
/// between two steps. Knows nothing of tensors. Safe to use from any thread; with nothing to do the thread sleeps.
/// </summary>
/// <remarks>
/// Works run first come first served, but short ones before long ones; one that is overtaken keeps its state and its place.
/// Questions that wait when a step ends are all answered before the next; ones that keep coming get as much time as the step
/// took, so that neither lane starves the other.
/// </remarks>
/// <param name="time">Measures steps and answers.</param>
internal sealed class LaneScheduler(TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly EngineThread _thread = new();
    private readonly List<ScheduledWork> _works = [];
    private readonly List<OpenQuestion> _questions = [];
    private bool _isTurnPosted;
    private bool _isClosed;
    private int _due;
    private TimeSpan _lastStep;
    private TimeSpan _answering;

    /// <summary>Puts a work into the job lane.</summary>
    /// <param name="id">Names it for <see cref="Pause"/>; no other open work may have it.</param>
    /// <param name="work">Belongs to the scheduler from here on.</param>
    /// <param name="cancellation">Ends it between two steps; <see cref="IWork.Keep"/> is called first.</param>
    /// <exception cref="EngineException">There is an open work of that name.</exception>
    public async Task RunAsync(string id, IWork work, CancellationToken cancellation = default)
    {
        var scheduled = new ScheduledWork(id, work);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_works.Exists(other => other.Id == id))
            {
                throw new EngineException($"'{id}' runs already.");
            }

            _works.Add(scheduled);
            PostTurn();
        }

        using (cancellation.UnsafeRegister(_ => Change(() => scheduled.Cancellation = cancellation), null))
        {
            await scheduled.Ended.ConfigureAwait(false);
        }
    }

    /// <summary>Holds a work between two steps. Nothing happens if there is none of that name.</summary>
    public void Pause(string id) => Change(() => SetPaused(id, true));

    /// <summary>Lets a held work go on.</summary>
    public void Resume(string id) => Change(() => SetPaused(id, false));

    /// <summary>Answers a question between two steps; null if a newer one of the same key took its place.</summary>
    /// <param name="key">Of several open questions of one key only the newest is answered, in the place of the first.</param>
    /// <param name="answer">Runs on the engine thread.</param>
    /// <param name="cancellation">Withdraws the question unless its answer is being worked out already.</param>
    public async Task<T?> AskAsync<T>(object key, Func<T> answer, CancellationToken cancellation = default)
        where T : class
    {
        cancellation.ThrowIfCancellationRequested();
        var question = new OpenQuestion(key, answer);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            int place = _questions.FindIndex(other => other.Key.Equals(key));
            if (place < 0)
            {
                _questions.Add(question);
            }
            else
            {
                _questions[place].Displace();
                _questions[place] = question;
            }

            PostTurn();
        }

        using (cancellation.UnsafeRegister(_ => Withdraw(question, cancellation), null))
        {
            return (T?)await question.Answered.ConfigureAwait(false);
        }
    }

    /// <summary>Runs something short between two steps, in the order in which it is asked for.</summary>
    public Task<T> DoAsync<T>(Func<T> errand)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            return _thread.RunAsync(errand);
        }
    }

    /// <summary>
    /// Answers the questions that are open now. For works whose step takes long, in the middle of it; on the engine thread only.
    /// </summary>
    public void Breathe()
    {
        for (int open = Count(); open > 0 && TakeQuestion() is { } question; open--)
        {
            Answer(question);
        }

        int Count()
        {
            lock (_gate)
            {
                return _questions.Count;
            }
        }
    }

    /// <summary>Ends every work, keeping what it has, withdraws every question, and ends the thread.</summary>
    public ValueTask DisposeAsync() => CloseAsync(() => { });

    /// <summary>The same, with something to do on the thread at the very last.</summary>
    public async ValueTask CloseAsync(Action last)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
        }

        try
        {
            await _thread.RunAsync(() =>
            {
                EndAll();
                last();
            }).ConfigureAwait(false);
        }
        finally
        {
            _thread.Dispose();
        }
    }

    private void EndAll()
    {
        var closed = new CancellationToken(canceled: true);
        _questions.ForEach(question => question.Withdraw(closed));
        _works.ForEach(work => work.End(closed));
        _questions.Clear();
        _works.Clear();
    }

    private void SetPaused(string id, bool paused)
    {
        if (_works.Find(work => work.Id == id) is { } found)
        {
            found.IsPaused = paused;
        }
    }

    private void Withdraw(OpenQuestion question, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_questions.Remove(question))
            {
                question.Withdraw(cancellation);
            }
        }
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            PostTurn();
        }
    }

    /// <summary>Inside the lock: sees to it that the thread wakes if there is anything to do.</summary>
    private void PostTurn()
    {
        if (!_isTurnPosted && !_isClosed && (_questions.Count > 0 || NextWork() is not null))
        {
            _isTurnPosted = true;
            _ = _thread.RunAsync(Turn);
        }
    }

    /// <summary>One answer or one step, so that errands wait no longer than for one of them.</summary>
    private void Turn()
    {
        (OpenQuestion? question, ScheduledWork? work) = Choose();
        if (question is not null)
        {
            Answer(question);
        }
        else if (work is not null)
        {
            Advance(work);
        }

        lock (_gate)
        {
            _isTurnPosted = false;
            PostTurn();
        }
    }

    private (OpenQuestion? Question, ScheduledWork? Work) Choose()
    {
        lock (_gate)
        {
            ScheduledWork? work = _isClosed ? null : NextWork();
            bool questionsFirst = work is null || _due > 0 || _answering < _lastStep;
            return questionsFirst && TakeQuestion() is { } question ? (question, null) : (null, work);
        }
    }

    /// <summary>Inside the lock: the work whose step is next, those that are to end first of all.</summary>
    private ScheduledWork? NextWork() =>
        _works.Find(work => work.Cancellation is not null)
        ?? _works.Find(work => work is { IsPaused: false, IsShort: true })
        ?? _works.Find(work => !work.IsPaused);

    private OpenQuestion? TakeQuestion()
    {
        lock (_gate)
        {
            if (_questions.Count == 0)
            {
                return null;
            }

            OpenQuestion first = _questions[0];
            _questions.RemoveAt(0);
            _due = Math.Max(0, _due - 1);
            return first;
        }
    }

    private void Answer(OpenQuestion question)
    {
        long start = time.GetTimestamp();
        question.Answer();
        _answering += time.GetElapsedTime(start);
    }

    private void Advance(ScheduledWork work)
    {
        long start = time.GetTimestamp();
        _answering = TimeSpan.Zero;
        bool more = false;
        if (work.Cancellation is { } cancellation)
        {
            work.End(cancellation);
        }
        else
        {
            more = work.Step();
        }

        lock (_gate)
        {
            if (!more)
            {
                _works.Remove(work);
            }

            // What was answered in the middle of the step was no part of it.
            _lastStep = time.GetElapsedTime(start) - _answering;
            _answering = TimeSpan.Zero;
            _due = _questions.Count;
        }
    }
}

using CsCheck;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Lanes;

namespace MyStyle.Engine.Tests.Service;

public sealed class LaneSchedulerTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly List<string> _log = [];
    private readonly LaneScheduler _lanes;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public LaneSchedulerTests() => _lanes = new LaneScheduler(_time);

    public ValueTask DisposeAsync() => _lanes.DisposeAsync();

    [Fact]
    public async Task Works_OfOneKind_RunOneAfterTheOther()
    {
        Task[] runs = await AtOnce<Task[]>(() => [Run("a", 3), Run("b", 1), Run("c", 2)]);
        await Task.WhenAll(runs);
        _log.ShouldBe(["a1", "a2", "a3", "a goes", "b1", "b goes", "c1", "c2", "c goes"]);
    }

    [Fact]
    public async Task ShortWork_ThatComesDuringALongOne_RunsBetweenItsSteps()
    {
        Task? shorter = null;
        await Run("long", 3, onStep: step =>
        {
            if (step == 1)
            {
                shorter = Run("short", 2, isShort: true);
            }
        });
        await shorter!;
        _log.ShouldBe(["long1", "short1", "short2", "short goes", "long2", "long3", "long goes"]);
    }

    [Fact]
    public async Task Question_AskedDuringAStep_IsAnsweredBeforeTheNext()
    {
        Task<string?>? answer = null;
        await Run("a", 2, onStep: step => answer ??= Ask("q"));
        (await answer!).ShouldBe("q");
        _log.ShouldBe(["a1", "q", "a2", "a goes"]);
    }

    [Fact]
    public async Task Questions_OfOneKey_OnlyTheNewestIsAnswered()
    {
        Task<string?>[] answers = [];
        bool[] endedAtOnce = [];
        await Run("a", 1, onStep: _ =>
        {
            answers = [Ask("old", "key"), Ask("older still open", "key"), Ask("other", "another key"), Ask("new", "key")];
            endedAtOnce = [.. answers.Select(answer => answer.IsCompleted)];
        });
        (await Task.WhenAll(answers)).ShouldBe([null, null, "other", "new"]);
        _log.ShouldBe(["a1", "a goes", "new", "other"], "the newest has the place of the first");
        endedAtOnce[2..].ShouldBe([false, false]);
    }

    [Fact]
    public async Task Questions_ThatKeepComing_LeaveTimeForSteps()
    {
        const int Asked = 12;
        var all = new TaskCompletionSource();
        int answered = 0;
        await Run("a", 3, onStep: _ =>
        {
            _time.Pass(10);
            if (answered == 0)
            {
                AskAgain();
            }
        });
        await all.Task;

        // A step of 10 ms earns answers of 4 ms until its time is reached.
        _log.ShouldBe(["a1", "q1", "q2", "q3", "a2", "q4", "q5", "q6", "a3", "a goes", .. Enumerable.Range(7, Asked - 6).Select(i => $"q{i}")]);

        void AskAgain() => _ = _lanes.AskAsync("key", () =>
        {
            _time.Pass(4);
            _log.Add($"q{++answered}");
            if (answered < Asked)
            {
                AskAgain();
            }
            else
            {
                all.SetResult();
            }

            return "";
        }, Stop);
    }

    [Fact]
    public async Task Pause_HoldsAWorkBetweenSteps_OthersGoOn()
    {
        Task? other = null;
        Task held = Run("a", 3, onStep: step =>
        {
            if (step == 2)
            {
                _lanes.Pause("a");
                other = Run("b", 2);
            }
        });
        await WaitFor(() => other);
        (await Ask("q")).ShouldBe("q");
        held.IsCompleted.ShouldBeFalse();
        _log.ShouldBe(["a1", "a2", "b1", "b2", "b goes", "q"]);
        _lanes.Resume("a");
        await held;
        _log[^2..].ShouldBe(["a3", "a goes"]);
        _lanes.Pause("a");
        _lanes.Resume("nobody");
    }

    [Fact]
    public async Task Cancel_EndsBetweenSteps_AndKeepsWhatThereIs()
    {
        using var source = new CancellationTokenSource();
        Task run = Run("a", 9, onStep: step => CancelAt(source, step, 3), source: source);
        (await Should.ThrowAsync<OperationCanceledException>(run)).CancellationToken.ShouldBe(source.Token);
        _log.ShouldBe(["a1", "a2", "a3", "a keeps 3", "a goes"]);
    }

    [Fact]
    public async Task Cancel_OfWorksThatWaitOrAreHeld_EndsThemAtOnce()
    {
        using var source = new CancellationTokenSource();
        Task? waiting = null, held = null;
        await Run("a", 3, onStep: step =>
        {
            if (step == 1)
            {
                waiting = Run("waiting", 1, source: source);
                held = Run("held", 1, isShort: true, source: source);
                _lanes.Pause("held");
            }

            CancelAt(source, step, 2);
        });
        await Should.ThrowAsync<OperationCanceledException>(waiting!);
        await Should.ThrowAsync<OperationCanceledException>(held!);
        _log.ShouldBe(["a1", "a2", "waiting keeps 0", "waiting goes", "held keeps 0", "held goes", "a3", "a goes"]);
    }

    [Fact]
    public async Task Exceptions_BelongToWhoAsked_TheThreadGoesOn()
    {
        (await Should.ThrowAsync<InvalidOperationException>(Run("a", 2, onStep: _ => throw new InvalidOperationException("step")))).Message.ShouldBe("step");
        (await Should.ThrowAsync<InvalidOperationException>(_lanes.AskAsync<string>("key", () => throw new InvalidOperationException("answer"), Stop)))
            .Message.ShouldBe("answer");
        using var source = new CancellationTokenSource();
        var unkept = new FakeWork(_log, "b", 9, onStep: step => CancelAt(source, step, 1)) { OnKeep = () => throw new EngineException("disk full") };
        (await Should.ThrowAsync<EngineException>(_lanes.RunAsync("b", unkept, source.Token))).Message.ShouldBe("disk full");
        await Run("c", 1);
        _log.ShouldBe(["a1", "a goes", "b1", "b keeps 1", "b goes", "c1", "c goes"]);
    }

    [Fact]
    public async Task Breathe_InTheMiddleOfAStep_AnswersWhatIsOpen()
    {
        await Run("a", 1, onStep: _ =>
        {
            Task<string?> answer = Ask("q");
            _lanes.Breathe();
            _log.Add("a goes on");
            answer.IsFaulted.ShouldBeFalse();
        });
        _log.ShouldBe(["a1", "q", "a goes on", "a goes"]);
    }

    [Fact]
    public async Task Question_Withdrawn_IsNotAnswered()
    {
        using var source = new CancellationTokenSource();
        Task<string?>? answer = null;
        await Run("a", 1, onStep: _ =>
        {
            answer = Ask("q", source: source);
            source.Cancel();
        });
        await Should.ThrowAsync<OperationCanceledException>(answer!);
        await Should.ThrowAsync<OperationCanceledException>(Ask("q", source: source));
        _log.ShouldBe(["a1", "a goes"]);
    }

    [Fact]
    public async Task Id_ThatRunsAlready_IsRefused()
    {
        Task? second = null;
        await Run("a", 1, onStep: _ => second = Run("a", 1));
        (await Should.ThrowAsync<EngineException>(second!)).Message.ShouldContain("'a'");
        await Run("a", 1);
    }

    [Fact]
    public async Task Dispose_EndsWorks_KeepingWhatTheyHave_AndWithdrawsQuestions()
    {
        Task? open = null;
        Task? closing = null;
        Task run = Run("a", 9, onStep: step =>
        {
            if (step == 2)
            {
                open = Run("b", 1);
                closing = _lanes.DisposeAsync().AsTask();
            }
        });
        await Should.ThrowAsync<OperationCanceledException>(run);
        await closing!;
        await Should.ThrowAsync<OperationCanceledException>(open!);
        _log.ShouldBe(["a1", "a2", "a keeps 2", "a goes", "b keeps 0", "b goes"]);
        await Should.ThrowAsync<ObjectDisposedException>(() => Ask("q"));
        await Should.ThrowAsync<ObjectDisposedException>(() => Run("c", 1));
    }

    [Fact]
    public void AnyMixOfWorks_RunsInTheOrderOfTheRule()
    {
        // Works that come while the first runs: at which of its steps, how many steps of their own, and whether they are short.
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 4], Gen.Bool).Array[0, 6].Sample(others =>
        {
            var log = new List<string>();
            RunAll(others, log).GetAwaiter().GetResult();
            log.ShouldBe(Expected(others));
        }, iter: 60, threads: 1);
    }

    private static async Task RunAll((int At, int Steps, bool IsShort)[] others, List<string> log)
    {
        await using var lanes = new LaneScheduler(new ManualTime());
        var runs = new List<Task>();
        await lanes.RunAsync("first", new FakeWork(log, "first ", 6, onStep: step =>
        {
            for (int i = 0; i < others.Length; i++)
            {
                if (others[i].At == step)
                {
                    runs.Add(lanes.RunAsync($"{i}", new FakeWork(log, $"{i} ", others[i].Steps, others[i].IsShort), Stop));
                }
            }
        }), Stop);
        await Task.WhenAll(runs);
        log.RemoveAll(line => line.EndsWith("goes", StringComparison.Ordinal));
    }

    private static List<string> Expected((int At, int Steps, bool IsShort)[] others)
    {
        var log = new List<string>();
        var waiting = new List<(string Name, int Done, int Steps, bool IsShort)> { ("first ", 0, 6, false) };
        while (waiting.Count > 0)
        {
            int next = Math.Max(0, waiting.FindIndex(work => work.IsShort));
            var work = waiting[next];
            work.Done++;
            log.Add($"{work.Name}{work.Done}");
            waiting[next] = work;
            if (work.Name == "first ")
            {
                waiting.AddRange(Enumerable.Range(0, others.Length).Where(i => others[i].At == work.Done)
                    .Select(i => ($"{i} ", 0, others[i].Steps, others[i].IsShort)));
            }

            if (work.Done == work.Steps)
            {
                waiting.RemoveAt(next);
            }
        }

        return log;
    }

    private static void CancelAt(CancellationTokenSource source, int step, int at)
    {
        if (step == at)
        {
            source.Cancel();
        }
    }

    private static async Task WaitFor(Func<Task?> task)
    {
        while (task() is null)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await task()!;
    }

    /// <summary>Starts things before the thread takes up any of them.</summary>
    private Task<T> AtOnce<T>(Func<T> start) => _lanes.DoAsync(start);

    private Task Run(string name, int steps, bool isShort = false, Action<int>? onStep = null, CancellationTokenSource? source = null) =>
        _lanes.RunAsync(name, new FakeWork(_log, name, steps, isShort, onStep), source?.Token ?? Stop);

    private Task<string?> Ask(string text, string? key = null, CancellationTokenSource? source = null) => _lanes.AskAsync(
        key ?? text,
        () =>
        {
            _log.Add(text);
            return text;
        },
        source?.Token ?? Stop);
}

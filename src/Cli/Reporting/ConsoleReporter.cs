using Spectre.Console;

namespace MyStyle.Cli.Reporting;

/// <summary>
/// Everything a person reads, on standard error: coloured and live on a terminal, plain lines elsewhere. NO_COLOR is respected
/// by the console library.
/// </summary>
internal sealed class ConsoleReporter
{
    private const int Wide = 10_000;

    private readonly bool _quiet;
    private readonly int _width;
    private int _bars;
    private readonly IAnsiConsole _console;

    public ConsoleReporter(bool quiet)
    {
        _quiet = quiet;
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        IsLive = !Console.IsErrorRedirected && _console.Profile.Capabilities.Ansi;
        // Without a terminal the library assumes 80 columns and would break lines that a program reads.
        _width = IsLive ? _console.Profile.Width : Wide;
        _console.Profile.Width = _width;
    }

    /// <summary>True where bars can be redrawn in place.</summary>
    public bool IsLive { get; }

    /// <summary>A remark; left out with --quiet.</summary>
    public void Say(string line)
    {
        if (!_quiet)
        {
            Write(line, Style.Plain);
        }
    }

    /// <summary>Something the user should know although the run goes on.</summary>
    public void Warn(string line) => Write(line, new Style(Color.Yellow));

    /// <summary>Why the run ends.</summary>
    public void Fail(string line) => Write(line, new Style(Color.Red));

    /// <summary>A table; plain columns without borders where there is no terminal. Left out with --quiet.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (_quiet)
        {
            return;
        }

        var table = new Table { Border = IsLive ? TableBorder.Simple : TableBorder.None };
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)) { NoWrap = column == columns[0] });
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        _console.Write(table);
    }

    /// <summary>Runs <paramref name="work"/> under a progress bar.</summary>
    /// <param name="title">What is going on, such as "Tuning".</param>
    /// <param name="total">How many units make it whole.</param>
    /// <param name="unit">The unit of <paramref name="total"/> and of the rate.</param>
    /// <param name="work">The work; it may report from any thread.</param>
    public async Task<T> ProgressAsync<T>(string title, double total, ProgressUnit unit, Func<IStepProgress, Task<T>> work)
    {
        if (_quiet)
        {
            return await work(new NoProgress()).ConfigureAwait(false);
        }

        if (!IsLive)
        {
            return await work(new PlainProgress(title, total, unit, Say)).ConfigureAwait(false);
        }

        var detail = new DetailColumn();
        Interlocked.Increment(ref _bars);
        try
        {
            return await Bar(detail)
                .StartAsync(async context =>
                {
                    ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: total);
                    T result = await work(new LiveProgress(task, detail, unit)).ConfigureAwait(false);
                    task.Value = task.MaxValue;
                    task.StopTask();
                    return result;
                })
                .ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _bars);
        }
    }

    /// <summary>Runs <paramref name="work"/> under a progress bar, to its end on this thread: the engine's, mostly.</summary>
    /// <param name="title">What is going on, such as "Tuning".</param>
    /// <param name="total">How many units make it whole.</param>
    /// <param name="unit">The unit of <paramref name="total"/> and of the rate.</param>
    /// <param name="work">The work.</param>
    public T Progress<T>(string title, double total, ProgressUnit unit, Func<IStepProgress, T> work)
    {
        if (_quiet)
        {
            return work(new NoProgress());
        }

        if (!IsLive)
        {
            return work(new PlainProgress(title, total, unit, Say));
        }

        var detail = new DetailColumn();
        Interlocked.Increment(ref _bars);
        try
        {
            return Bar(detail).Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: total);
                T result = work(new LiveProgress(task, detail, unit));
                task.Value = task.MaxValue;
                task.StopTask();
                return result;
            });
        }
        finally
        {
            Interlocked.Decrement(ref _bars);
        }
    }

    private Progress Bar(DetailColumn detail) => _console.Progress()
        .HideCompleted(false)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), detail, new RemainingTimeColumn());

    private void Write(string line, Style style)
    {
        if (_bars == 0)
        {
            // Wrapping belongs to the terminal: a path or a hash broken by us could not be copied.
            _console.Profile.Width = Wide;
            _console.WriteLine(line, style);
            _console.Profile.Width = _width;
        }
        else
        {
            _console.WriteLine(line, style);
        }
    }

    private sealed class NoProgress : IStepProgress
    {
        public void Report(double done, double? loss = null, double? total = null)
        {
        }
    }
}

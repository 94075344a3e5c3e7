using Spectre.Console;

namespace MyStyle.Cli.Reporting;

/// <summary>
/// Everything a person reads, on standard error: coloured and live on a terminal, plain lines elsewhere. NO_COLOR is respected
/// by the console library.
/// </summary>
internal sealed class ConsoleReporter
{
    private readonly bool _quiet;
    private readonly IAnsiConsole _console;

    public ConsoleReporter(bool quiet)
    {
        _quiet = quiet;
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        IsLive = !Console.IsErrorRedirected && _console.Profile.Capabilities.Ansi;
        if (!IsLive)
        {
            // Without a terminal the library assumes 80 columns and would break lines that a program reads.
            _console.Profile.Width = 1000;
        }
    }

    /// <summary>True where bars can be redrawn in place.</summary>
    public bool IsLive { get; }

    /// <summary>A remark; left out with --quiet.</summary>
    public void Say(string line)
    {
        if (!_quiet)
        {
            _console.WriteLine(line);
        }
    }

    /// <summary>Something the user should know although the run goes on.</summary>
    public void Warn(string line) => Coloured(line, "yellow");

    /// <summary>Why the run ends.</summary>
    public void Fail(string line) => Coloured(line, "red");

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
        return Bar(detail).Start(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: total);
            T result = work(new LiveProgress(task, detail, unit));
            task.Value = task.MaxValue;
            task.StopTask();
            return result;
        });
    }

    private Progress Bar(DetailColumn detail) => _console.Progress()
        .HideCompleted(false)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), detail, new RemainingTimeColumn());

    private void Coloured(string line, string colour)
    {
        if (IsLive)
        {
            _console.MarkupLine($"[{colour}]{Markup.Escape(line)}[/]");
        }
        else
        {
            _console.WriteLine(line);
        }
    }

    private sealed class NoProgress : IStepProgress
    {
        public void Report(double done, double? loss = null, double? total = null)
        {
        }
    }
}

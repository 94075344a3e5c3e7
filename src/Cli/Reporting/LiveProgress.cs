using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace MyStyle.Cli.Reporting;

/// <summary>Progress on a terminal: the library redraws the bar, this fills it.</summary>
internal sealed class LiveProgress(ProgressTask task, DetailColumn column, ProgressUnit unit) : IStepProgress
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public void Report(double done, double? loss = null, double? total = null)
    {
        if (total is { } all)
        {
            task.MaxValue = all;
        }

        task.Value = done;
        string rate = unit.Rate(done / Math.Max(_clock.Elapsed.TotalSeconds, 1e-3));
        column.Detail = loss is { } value ? string.Create(CultureInfo.InvariantCulture, $"{rate}  loss {value:0.0000}") : rate;
    }
}

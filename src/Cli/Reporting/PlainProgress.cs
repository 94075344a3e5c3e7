using System.Diagnostics;
using System.Globalization;

namespace MyStyle.Cli.Reporting;

/// <summary>Progress without a terminal: a line every tenth of the way, and one at least every half minute.</summary>
internal sealed class PlainProgress(string title, double total, ProgressUnit unit, Action<string> say) : IStepProgress
{
    private const double Tenth = 0.1;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private double _total = total;
    private double _nextShare = Tenth;
    private TimeSpan _last;

    public void Report(double done, double? loss = null, double? total = null)
    {
        lock (_gate)
        {
            _total = total ?? _total;
            double share = _total > 0 ? done / _total : 0;
            TimeSpan elapsed = _clock.Elapsed;
            if (share + 1e-9 < _nextShare && elapsed - _last < Longest)
            {
                return;
            }

            _last = elapsed;
            while (_nextShare <= share + 1e-9)
            {
                _nextShare += Tenth;
            }

            double perSecond = done / Math.Max(elapsed.TotalSeconds, 1e-3);
            string left = share is > 0 and < 1 ? $", {Duration(elapsed * ((1 - share) / share))} left" : "";
            string lossText = loss is { } value ? string.Create(CultureInfo.InvariantCulture, $", loss {value:0.0000}") : "";
            say(string.Create(
                CultureInfo.InvariantCulture,
                $"{title}: {unit.Amount(done)} of {unit.Amount(_total)} {unit.Name} ({share:P0}), {unit.Rate(perSecond)}{lossText}{left}"));
        }
    }

    private static string Duration(TimeSpan span) => span.TotalHours >= 1
        ? span.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)
        : span.ToString(@"m\:ss", CultureInfo.InvariantCulture);
}

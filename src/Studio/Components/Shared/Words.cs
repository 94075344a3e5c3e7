using System.Globalization;

namespace MyStyle.Studio.Components.Shared;

/// <summary>Numbers as people say them.</summary>
public static class Words
{
    /// <summary>1 photo, 12 photos.</summary>
    public static string Count(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");

    /// <summary>1,234.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>4.2 MB; powers of ten.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} kB"),
        < 100_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };

    /// <summary>0.123, or a dash where nothing was measured.</summary>
    public static string Figure(double? value, string format = "0.000") =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "–";

    /// <summary>45 s, 3 min, 1 h 20 min.</summary>
    public static string Duration(TimeSpan span) => span.TotalSeconds switch
    {
        < 1 => "under 1 s",
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} min"),
        < 172_800 => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0} days"),
    };

    /// <summary>just now, 5 min ago, yesterday, 12 Mar 2026.</summary>
    public static string Ago(DateTime thenUtc, DateTimeOffset now)
    {
        TimeSpan span = now.UtcDateTime - thenUtc;
        return span.TotalMinutes switch
        {
            < 1 => "just now",
            < 90 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} min ago"),
            < 24 * 60 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0} h ago"),
            < 48 * 60 => "yesterday",
            < 14 * 24 * 60 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0} days ago"),
            _ => thenUtc.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        };
    }
}

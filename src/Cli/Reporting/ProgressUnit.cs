using System.Globalization;

namespace MyStyle.Cli.Reporting;

/// <summary>What progress is counted in.</summary>
/// <param name="Name">Its name in the plural.</param>
/// <param name="Scale">How many of what is counted make one of <paramref name="Name"/>.</param>
internal sealed record ProgressUnit(string Name, double Scale = 1)
{
    public static ProgressUnit Steps { get; } = new("steps");

    public static ProgressUnit Photos { get; } = new("photos");

    public static ProgressUnit Megabytes { get; } = new("MB", 1_000_000);

    /// <summary>A number of units.</summary>
    public string Amount(double count) => (count / Scale).ToString(Scale > 1 ? "N1" : "N0", CultureInfo.InvariantCulture);

    /// <summary>Units a second, or seconds a unit where that reads better.</summary>
    public string Rate(double perSecond)
    {
        double rate = perSecond / Scale;
        return rate is 0 or >= 1 || !double.IsFinite(rate)
            ? string.Create(CultureInfo.InvariantCulture, $"{rate:0.0} {Name}/s")
            : string.Create(CultureInfo.InvariantCulture, $"{1 / rate:0.0} s/{Name.TrimEnd('s')}");
    }
}

using System.Globalization;

namespace MyStyle.Cli.Verbs;

/// <summary>Lists of numbers on the command line.</summary>
internal static class NumberLists
{
    private const int MostThetas = 1000;

    /// <summary>Magnitudes: <c>-4,-2,0,2,4</c> or <c>FROM:TO:COUNT</c>.</summary>
    public static double[] Thetas(string text)
    {
        string[] range = text.Split(':');
        if (range.Length == 3 && int.TryParse(range[2], NumberStyles.Integer, CultureInfo.InvariantCulture, out int count) && count is >= 2 and <= MostThetas)
        {
            double from = Number(range[0], text), to = Number(range[1], text);
            return [.. Enumerable.Range(0, count).Select(i => from + ((to - from) * i / (count - 1)))];
        }

        return range.Length == 1 ? [.. text.Split(',').Select(part => Number(part, text))] : throw NotThetas(text);
    }

    /// <summary>Layers: <c>0-5</c>, <c>3</c>, or several of these.</summary>
    public static int[] Layers(string text)
    {
        var layers = new SortedSet<int>();
        foreach (string part in text.Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length is not (1 or 2) || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last) || last < first || last > 1000)
            {
                throw new UsageException($"--layers takes ranges such as 0-5 or 0-3,7, not '{text}'.");
            }

            layers.UnionWith(Enumerable.Range(first, last - first + 1));
        }

        return [.. layers];
    }

    private static double Number(string part, string text) =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : throw NotThetas(text);

    private static UsageException NotThetas(string text) => new($"--theta takes a list such as -4,-2,0,2,4 or FROM:TO:COUNT, not '{text}'.");
}

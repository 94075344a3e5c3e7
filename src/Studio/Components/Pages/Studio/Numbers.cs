using System.Globalization;

namespace MyStyle.Studio.Components.Pages.Studio;

/// <summary>Numbers as the workspace writes them.</summary>
internal static class Numbers
{
    /// <summary>A dilation: 0.020, or the sign for unbounded.</summary>
    public static string Beta(double? beta) => beta is { } number ? number.ToString("0.000", CultureInfo.InvariantCulture) : "∞";

    /// <summary>A dilation in words, for screen readers.</summary>
    public static string BetaWords(double? beta) => beta is { } number ? number.ToString("0.###", CultureInfo.InvariantCulture) : "unbounded";

    /// <summary>A distance or a cosine; a dash where it is not known.</summary>
    public static string Of(double? value, string format = "0.000") => value is { } number ? number.ToString(format, CultureInfo.InvariantCulture) : "–";

    /// <summary>For attributes of inputs.</summary>
    public static string Plain(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

using System.Globalization;
using MyStyle.Engine.Restoration;

namespace MyStyle.Studio.Workpieces;

/// <summary>What befell a picture, in words.</summary>
public static class DegradationWords
{
    /// <summary>Such as "blur (2 px) and JPEG (quality 30)".</summary>
    /// <param name="spec">What befell it; a strength that is not known is left away.</param>
    public static string Of(DegradationSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        string[] words = [.. spec.Steps.Select(Of)];
        return words.Length < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} and {words[^1]}";
    }

    private static string Of(DegradationStep step)
    {
        string number = step.Strength is { } strength ? strength.ToString("0.##", CultureInfo.InvariantCulture) : "";
        (string name, string amount) = step.Kind switch
        {
            DegradationKind.Haze => ("haze", $"{number} swallowed"),
            DegradationKind.Blur => ("blur", $"{number} px"),
            DegradationKind.Grayscale => ("no colour", ""),
            DegradationKind.Noise => ("noise", $"{number} levels"),
            _ => ("JPEG", $"quality {number}"),
        };
        return number.Length == 0 ? name : $"{name} ({amount})";
    }
}

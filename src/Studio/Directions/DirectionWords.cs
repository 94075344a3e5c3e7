namespace MyStyle.Studio.Directions;

/// <summary>How sliders are named and read out.</summary>
public static class DirectionWords
{
    private static readonly string[] First = ["yaw", "smile", "pitch", "mouth-open", "mouth_open"];

    /// <summary>What a slider is called.</summary>
    public static string Label(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string words = name.Replace('_', ' ').Replace('-', ' ').Trim();
        return name switch
        {
            "yaw" => "Pose",
            "pitch" => "Pose, up and down",
            "lighting-lr" or "lighting_lr" or "lighting" => "Light from the side",
            _ => words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..],
        };
    }

    /// <summary>
    /// Degrees a unit of theta turns the head: measured on 64 held-out codes of the demo prior (±24 degrees at theta ±7.5 for yaw, ±10
    /// at ±7.6 for pitch), a mean over faces. Null where degrees mean nothing or were not measured.
    /// </summary>
    public static double? DegreesPerUnit(string name, string source) => source != "bundled" ? null : name switch
    {
        "yaw" => 3.2,
        "pitch" => 1.35,
        _ => null,
    };

    /// <summary>Pose and smile come first, then what goes with the prior, then what was learned.</summary>
    internal static int Rank(string name) => Array.IndexOf(First, name) is >= 0 and var place ? place : First.Length;
}

using System.Globalization;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Restoration;

/// <summary>Degradations as text: <c>haze:0.4:0.9,blur:2,gray,noise:12,jpeg:30</c>; a name alone is a strength to be estimated.</summary>
internal static class DegradationText
{
    private static readonly Dictionary<string, DegradationKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["haze"] = DegradationKind.Haze,
        ["blur"] = DegradationKind.Blur,
        ["gray"] = DegradationKind.Grayscale,
        ["noise"] = DegradationKind.Noise,
        ["jpeg"] = DegradationKind.Jpeg,
        ["grey"] = DegradationKind.Grayscale,
        ["grayscale"] = DegradationKind.Grayscale,
    };

    /// <summary>What text calls a kind.</summary>
    public static string Name(DegradationKind kind) => Kinds.First(pair => pair.Value == kind).Key;

    /// <summary>A step as text that <see cref="Read"/> takes.</summary>
    public static string Write(DegradationStep step)
    {
        string text = Name(step.Kind);
        if (step.Strength is not null || step.Airlight is not null)
        {
            text += ":" + step.Strength?.ToString("R", CultureInfo.InvariantCulture);
        }

        return step.Airlight is { } airlight ? text + ":" + airlight.ToString("R", CultureInfo.InvariantCulture) : text;
    }

    /// <summary>Reads one step.</summary>
    /// <exception cref="EngineException">It is none.</exception>
    public static DegradationStep Read(string text)
    {
        string[] parts = text.Split(':', StringSplitOptions.TrimEntries);
        if (!Kinds.TryGetValue(parts[0], out DegradationKind kind) || parts.Length > 3)
        {
            throw new EngineException(
                $"'{text}' is no degradation. There are haze, blur, gray, noise and jpeg, with or without a strength: blur:2,noise,jpeg:30.");
        }

        return new DegradationStep(kind, Number(1), Number(2));

        double? Number(int index) => index >= parts.Length || parts[index].Length == 0
            ? null
            : double.TryParse(parts[index], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
                ? number
                : throw new EngineException($"In '{text}', '{parts[index]}' is no number.");
    }
}

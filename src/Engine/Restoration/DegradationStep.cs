using System.Globalization;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Restoration;

/// <summary>One thing that happened to a photo.</summary>
/// <param name="Kind">What.</param>
/// <param name="Strength">How strongly, in the unit of the kind; null for unknown, to be estimated.</param>
/// <param name="Airlight">Haze only: its brightness, 0 (black) to 1 (white); null for unknown, to be estimated.</param>
public sealed record DegradationStep(DegradationKind Kind, double? Strength = null, double? Airlight = null)
{
    /// <summary>Whether something about it is to be estimated.</summary>
    public bool IsOpen => Kind != DegradationKind.Grayscale && (Strength is null || (Kind == DegradationKind.Haze && Airlight is null));

    /// <summary>The least and the greatest strength of a kind; null for grayscale, which has none.</summary>
    public static (double Least, double Greatest)? Range(DegradationKind kind) => kind switch
    {
        DegradationKind.Haze => (0.01, 0.95),
        DegradationKind.Blur => (0.1, 50),
        DegradationKind.Noise => (0.1, 100),
        DegradationKind.Jpeg => (1, 100),
        _ => null,
    };

    /// <summary>Refuses impossible numbers.</summary>
    /// <exception cref="EngineException">Says which are possible.</exception>
    internal void Validate()
    {
        string name = DegradationText.Name(Kind);
        if (Range(Kind) is not { } range)
        {
            if (Strength is not null)
            {
                throw new EngineException($"'{name}' has no strength; leave the number away.");
            }
        }
        else if (Strength is { } strength && !(strength >= range.Least && strength <= range.Greatest))
        {
            throw new EngineException(string.Create(
                CultureInfo.InvariantCulture, $"'{name}' goes from {range.Least} to {range.Greatest}, so it cannot be {strength}."));
        }

        if (Airlight is not null && (Kind != DegradationKind.Haze || !(Airlight is >= 0 and <= 1)))
        {
            throw new EngineException("The light of the air is a number from 0 to 1 and goes with haze only.");
        }
    }
}

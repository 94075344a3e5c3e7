using System.Globalization;
using MyStyle.Engine.Restoration;

namespace MyStyle.Studio.Components.Pages.Studio;

/// <summary>One thing that may have befallen a picture, as the Restore panel offers it.</summary>
/// <param name="kind">What.</param>
public sealed class DegradationChip(DegradationKind kind)
{
    /// <summary>What.</summary>
    public DegradationKind Kind => kind;

    /// <summary>Whether it befell the picture.</summary>
    public bool IsOn { get; set; }

    /// <summary>Whether its strength is estimated rather than set by hand.</summary>
    public bool IsEstimated { get; set; } = true;

    /// <summary>The strength that is set by hand.</summary>
    public double Strength { get; set; } = kind switch
    {
        DegradationKind.Haze => 0.4,
        DegradationKind.Blur => 2,
        DegradationKind.Noise => 12,
        DegradationKind.Jpeg => 30,
        _ => 0,
    };

    /// <summary>What the chip says.</summary>
    public string Label => kind switch
    {
        DegradationKind.Haze => "Haze",
        DegradationKind.Blur => "Blur",
        DegradationKind.Grayscale => "No colour",
        DegradationKind.Noise => "Noise",
        _ => "JPEG",
    };

    /// <summary>What its number is; null where there is none.</summary>
    public string? Unit => kind switch
    {
        DegradationKind.Haze => "share swallowed",
        DegradationKind.Blur => "px",
        DegradationKind.Noise => "levels",
        DegradationKind.Jpeg => "quality",
        _ => null,
    };

    /// <summary>Least strength by hand.</summary>
    public double Least => DegradationStep.Range(kind)?.Least ?? 0;

    /// <summary>Greatest strength by hand that is of use.</summary>
    public double Greatest => kind == DegradationKind.Blur ? 12 : DegradationStep.Range(kind)?.Greatest ?? 0;

    /// <summary>The step.</summary>
    /// <param name="known">Whether a strength is needed, to do it to a clean picture.</param>
    public DegradationStep ToStep(bool known = false)
    {
        bool open = IsEstimated && !known;
        return kind == DegradationKind.Grayscale
            ? new DegradationStep(kind)
            : new DegradationStep(kind, open ? null : Strength, kind == DegradationKind.Haze && !open ? 0.9 : null);
    }

    /// <summary>The strength in words.</summary>
    public string Words => Unit is null ? "" : IsEstimated ? "estimated" : string.Create(CultureInfo.InvariantCulture, $"{Strength:0.##} {Unit}");
}

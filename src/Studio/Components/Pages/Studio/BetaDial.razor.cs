using System.Globalization;
using Microsoft.AspNetCore.Components;
using MyStyle.Studio.Results;

namespace MyStyle.Studio.Components.Pages.Studio;

/// <summary>The dial: the dilation that is allowed, what the picture in view needs, and the trade-off on this very photo (figure 5).</summary>
public sealed partial class BetaDial
{
    private const double Most = 0.2;

    /// <summary>Allowed dilation; null for unbounded.</summary>
    [Parameter, EditorRequired]
    public double? Value { get; set; }

    /// <summary>Another one.</summary>
    [Parameter]
    public EventCallback<double?> ValueChanged { get; set; }

    /// <summary>The paper's beta for the tool.</summary>
    [Parameter]
    public double Preset { get; set; }

    /// <summary>The dilation that the picture in view needs; null if there is none.</summary>
    [Parameter]
    public double? Effective { get; set; }

    /// <summary>The ghost strip; empty until it was made.</summary>
    [Parameter]
    public IReadOnlyList<ResultView> Ghosts { get; set; } = [];

    /// <summary>Whether the ghost strip is being made.</summary>
    [Parameter]
    public bool IsMaking { get; set; }

    /// <summary>Whether nothing can be set now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Make the ghost strip.</summary>
    [Parameter]
    public EventCallback MakeGhosts { get; set; }

    /// <summary>Show a ghost in the picture's place.</summary>
    [Parameter]
    public EventCallback<ResultView> Look { get; set; }

    private string Words => Value switch
    {
        null => "No bound: nearest to the photo, and the face may drift from the person.",
        0 => "Only mixes of the photos: surely the person, perhaps not this moment.",
        <= 0.03 => "Near the photos: what was never seen is kept out.",
        <= 0.08 => "Some room beyond the photos: for details they do not show.",
        _ => "Far from the photos: expect the face to drift.",
    };

    private static bool Same(double? a, double? b) => a is { } one && b is { } other ? Math.Abs(one - other) < 1e-6 : a is null && b is null;

    private static double? Read(ChangeEventArgs change) =>
        double.TryParse(change.Value?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double beta) ? Math.Clamp(beta, 0, 10) : null;

    private Task SetAsync(double? beta) => ValueChanged.InvokeAsync(beta);

    private async Task TakeAsync(ResultView ghost)
    {
        await ValueChanged.InvokeAsync(ghost.AllowedBeta);
        await Look.InvokeAsync(ghost);
    }
}

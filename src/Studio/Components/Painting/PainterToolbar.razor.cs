using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace MyStyle.Studio.Components.Painting;

/// <summary>The painter's tools. It changes nothing itself: it says what the user wants.</summary>
public sealed partial class PainterToolbar
{
    private const int MostSize = 256;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly (string Tool, string Name, string Icon, string Key)[] Tools =
    [
        ("brush", "Brush", Icons.Material.Filled.Brush, "B"),
        ("eraser", "Eraser", Icons.Material.Filled.AutoFixOff, "E"),
        ("rectangle", "Rectangle", Icons.Material.Filled.CropSquare, "R"),
        ("ellipse", "Ellipse", Icons.Material.Filled.RadioButtonUnchecked, "O"),
        ("lasso", "Lasso", Icons.Material.Filled.Gesture, "L"),
        ("bucket", "Bucket: like colours", Icons.Material.Filled.FormatColorFill, "G"),
    ];

    /// <summary>How the painter stands.</summary>
    [Parameter, EditorRequired]
    public required PainterState State { get; set; }

    /// <summary>Whether painting is not possible now; looking still is.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Colour of the veil, #rrggbb.</summary>
    [Parameter]
    public string VeilColour { get; set; } = "#d9483a";

    /// <summary>Another colour of the veil.</summary>
    [Parameter]
    public EventCallback<string> VeilColourChanged { get; set; }

    /// <summary>Another tool or setting.</summary>
    [Parameter]
    public EventCallback<PainterState> Set { get; set; }

    /// <summary>A whole-mask operation and its amount in pixels.</summary>
    [Parameter]
    public EventCallback<(string Name, double Amount)> Apply { get; set; }

    /// <summary>Take back.</summary>
    [Parameter]
    public EventCallback Undo { get; set; }

    /// <summary>Bring back.</summary>
    [Parameter]
    public EventCallback Redo { get; set; }

    /// <summary>Show the whole picture.</summary>
    [Parameter]
    public EventCallback Fit { get; set; }

    /// <summary>Zoom by a factor.</summary>
    [Parameter]
    public EventCallback<double> Zoom { get; set; }

    /// <summary>Another opacity of the veil.</summary>
    [Parameter]
    public EventCallback<double> VeilChanged { get; set; }

    /// <summary>Show or hide the veil.</summary>
    [Parameter]
    public EventCallback<bool> ShowMask { get; set; }

    /// <summary>Take a mask from a file.</summary>
    [Parameter]
    public EventCallback Import { get; set; }

    /// <summary>Save the mask to a file.</summary>
    [Parameter]
    public EventCallback Export { get; set; }

    /// <summary>Face parts by name.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, string> Regions { get; set; } = new Dictionary<string, string>();

    /// <summary>Mark a face part: its name, and add or replace.</summary>
    [Parameter]
    public EventCallback<(string Name, string Mode)> Region { get; set; }

    private static string Number(double value) => value.ToString("0.###", Invariant);

    private static double Read(ChangeEventArgs change) => double.Parse(change.Value?.ToString() ?? "0", Invariant);
}

namespace MyStyle.Studio.Components.Painting;

/// <summary>What the painter tells its toolbar.</summary>
/// <param name="Tool">brush, eraser, rectangle, ellipse, lasso or bucket.</param>
/// <param name="Size">Diameter of the brush in pixels of the picture.</param>
/// <param name="Hardness">Share of the radius that is full, 0 to 1.</param>
/// <param name="Opacity">Of a stroke, 0.05 to 1.</param>
/// <param name="Tolerance">Of the bucket: greatest distance of a channel, 0 to 255.</param>
/// <param name="Erase">Whether shapes and the bucket take away.</param>
/// <param name="CanUndo">Whether there is something to take back.</param>
/// <param name="CanRedo">Whether there is something to bring back.</param>
/// <param name="Share">Share of the picture that is marked, 0 to 1.</param>
/// <param name="Shown">Whether the veil is shown.</param>
/// <param name="Veil">Opacity of the veil, 0 to 1.</param>
public sealed record PainterState(
    string Tool = "brush", double Size = 16, double Hardness = 0.8, double Opacity = 1, double Tolerance = 24, bool Erase = false,
    bool CanUndo = false, bool CanRedo = false, double Share = 0, bool Shown = true, double Veil = 0.5);

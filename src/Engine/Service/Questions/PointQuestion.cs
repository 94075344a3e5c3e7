namespace MyStyle.Engine.Service.Questions;

/// <summary>
/// Renders a point of the hull: a place on the map (the nearest point of the dilated hull below it), a mix of anchors, or
/// coordinates. The first that is given counts.
/// </summary>
public sealed record PointQuestion : EngineQuestion<PointAnswer>
{
    /// <summary>A place on the map, x and y.</summary>
    public double[]? Place { get; init; }

    /// <summary>Weights of anchors by index, to be normalised.</summary>
    public IReadOnlyDictionary<int, double>? Mix { get; init; }

    /// <summary>A code's file.</summary>
    public string? CodePath { get; init; }

    /// <summary>Allowed dilation.</summary>
    public double Beta { get; init; }

    /// <summary>Whether identity is measured.</summary>
    public bool WithIdentity { get; init; }

    /// <summary>How the frame is encoded.</summary>
    public FrameSize Size { get; init; } = new();
}
